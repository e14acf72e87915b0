package io.coredeck.model.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The words of findings and what stands about them in docs/formats/explorer.md.
class CodeTest {

  @Test
  void every_word_is_told_and_nothing_else_is() throws Exception {
    var text = Files.readString(Path.of("../docs/formats/explorer.md"));
    var rows =
        text.lines()
            .filter(line -> line.matches("\\| `(faults|clashes|reasons|notices)`: .*"))
            .map(line -> line.replaceFirst("^\\|[^|]*\\|", ""))
            .flatMap(line -> Pattern.compile("`([a-z0-9-]+)`").matcher(line).results())
            .map(CodeTest::word)
            .toList();
    var words =
        Arrays.stream(Code.values()).filter(one -> one != Code.OTHER).map(Code::word).toList();
    assertThat(rows).containsExactlyInAnyOrderElementsOf(words);
  }

  private static String word(MatchResult found) {
    return found.group(1);
  }

  @Test
  void a_word_of_another_version_is_read_as_something_else() {
    assertThat(Code.of("same-mount")).isEqualTo(Code.SAME_MOUNT);
    assertThat(Code.of("not-known-here")).isEqualTo(Code.OTHER);
  }
}
