package io.coredeck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// `SECURITY.md` names for every attack a test that tries it; the tests are there, and the tests of
/// hostile containers are all named.
class AttacksTest {
  private static final Path PAGE = Path.of("../SECURITY.md");
  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");
  private static final Pattern METHOD = Pattern.compile("@Test\\s+void (\\w+)\\(");
  private static final int ATTACKS = 30;

  private static String page = "";

  @BeforeAll
  static void read() throws IOException {
    page = Files.readString(PAGE);
  }

  static Stream<String> attacks() throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| ") && NAMED.matcher(line).find());
  }

  @Test
  void there_are_many() throws Exception {
    assertThat(attacks()).hasSizeGreaterThan(ATTACKS);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void every_test_that_is_named_is_there(String attack) throws Exception {
    var named = NAMED.matcher(attack);
    while (named.find()) {
      assertThat(Files.readString(source(named.group(1))))
          .as(attack)
          .containsPattern("void " + named.group(2) + "\\(");
    }
  }

  @ParameterizedTest
  @MethodSource("suites")
  void every_hostile_test_is_named(String suite) throws Exception {
    var method = METHOD.matcher(Files.readString(source(suite)));
    var found = 0;
    while (method.find()) {
      assertThat(page).contains("`%s.%s`".formatted(suite, method.group(1)));
      found++;
    }
    assertThat(found).isPositive();
  }

  static Stream<String> suites() {
    return Stream.of("HostileIT", "HostileNetworkIT");
  }

  private static Path source(String name) throws IOException {
    try (var files = Files.find(TESTS, Integer.MAX_VALUE, (p, _) -> p.endsWith(name + ".java"))) {
      return files.findFirst().orElseThrow(() -> new AssertionError("there is no test " + name));
    }
  }
}
