package io.coredeck.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.coredeck.sdk.zos.Zos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who reads about a class of the SDK that makes calls is shown an example, and what is shown is a
/// part of a test.
class ShownExamplesTest {
  private static final Path SOURCES = Path.of("src/main/java/io/coredeck");
  private static final Path TESTS = Path.of("src/test/java");

  /// What customers get: sdk/pom.xml.
  private static final List<String> SHOWN = List.of("model", "identity", "wire", "sdk");

  private static final Pattern EXAMPLE =
      Pattern.compile("\\{@snippet file=\"([^\"]+)\" region=\"([^\"]+)\"}");
  private static final Pattern REGION = Pattern.compile("// @start region=\"([^\"]+)\"");

  private static final JavaClasses SDK =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.coredeck.sdk");

  /// A part of a test.
  private record Example(String file, String region) {

    static Example of(MatchResult found) {
      return new Example(found.group(1), found.group(2));
    }
  }

  private static boolean makesCalls(JavaClass one) {
    return one.getSimpleName().endsWith("Client")
        || one.getMethods().stream()
            .filter(ShownExamplesTest::isPublic)
            .flatMap(method -> method.getExceptionTypes().stream())
            .anyMatch(failure -> failure.isAssignableTo(IOException.class));
  }

  private static boolean isPublic(JavaMethod method) {
    return method.getModifiers().contains(JavaModifier.PUBLIC);
  }

  /// @return `zos.container()` and the like
  private static Stream<JavaClass> words() {
    return SDK.get(Zos.class).getMethods().stream()
        .filter(ShownExamplesTest::isPublic)
        .map(JavaMethod::getRawReturnType)
        .filter(type -> type.getPackageName().startsWith("io.coredeck.sdk"));
  }

  private static Stream<JavaClass> callers() {
    var making =
        SDK.stream()
            .filter(
                one -> one.isTopLevelClass() && one.getModifiers().contains(JavaModifier.PUBLIC))
            .filter(ShownExamplesTest::makesCalls);
    return Stream.concat(making, words()).distinct();
  }

  @Test
  void every_class_that_makes_calls_shows_an_example() throws Exception {
    var without = new ArrayList<String>();
    for (var one : callers().toList()) {
      var file = one.getName().substring("io.coredeck.".length()).replace('.', '/') + ".java";
      var head = Files.readString(SOURCES.resolve(file)).split("\npublic ", 2)[0];
      if (!EXAMPLE.matcher(head).find()) {
        without.add(one.getName());
      }
    }
    assertThat(callers()).extracting(JavaClass::getSimpleName).contains("GridClient", "Volumes");
    assertThat(without).as("as CONTRIBUTING.md says, before the class").isEmpty();
  }

  @Test
  void what_is_shown_is_a_part_of_a_test() throws Exception {
    for (var example : shown()) {
      assertThat(example.file()).as("what runs").matches(".*(Test|IT)\\.java");
      var text = Files.readString(TESTS.resolve(example.file()));
      var parts = text.split("// @start region=\"%s\"".formatted(example.region()), -1);
      assertThat(parts).as("%s, begun once", example).hasSize(2);
      var end = parts[1].indexOf("// @end");
      assertThat(parts[1].substring(0, Math.max(0, end))).as("%s, ended", example).contains(";");
      assertThat(parts[1].substring(0, end)).as("%s, one part", example).doesNotContain("@start");
    }
  }

  @Test
  void what_is_no_part_of_a_test_is_not_shown() throws Exception {
    for (var folder : SHOWN) {
      for (var file : files(SOURCES.resolve(folder))) {
        var text = Files.readString(file);
        assertThat(text).as("examples of %s", file).doesNotContain("/// ```");
        var others = EXAMPLE.matcher(text).replaceAll("");
        assertThat(others).as("examples of %s", file).doesNotContain("{@snippet");
      }
    }
  }

  @Test
  void what_is_made_to_be_shown_is_shown() throws Exception {
    var shown = shown();
    for (var file : files(TESTS)) {
      var name = TESTS.relativize(file).toString();
      var made = REGION.matcher(Files.readString(file)).results().map(found -> found.group(1));
      assertThat(shown).containsAll(made.map(region -> new Example(name, region)).toList());
    }
  }

  private static List<Example> shown() throws IOException {
    var all = new ArrayList<Example>();
    for (var folder : SHOWN) {
      for (var file : files(SOURCES.resolve(folder))) {
        EXAMPLE.matcher(Files.readString(file)).results().map(Example::of).forEach(all::add);
      }
    }
    return all;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
