package io.coredeck.hub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.coredeck.posix.RawPath;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What names of files promise when they are shown.
class PathTextTest {

  @ParameterizedTest
  @CsvSource({
    "6162, ab",
    "c3a4, ä",
    "e4bda0, 你",
    "f09f9880, 😀",
    "5c, \\x5c",
    "0a, \\x0a",
    "ff61, \\xffa",
    "c3, \\xc3",
    "e280ae, \\xe2\\x80\\xae", // turns the direction of writing
    "e2808b, \\xe2\\x80\\x8b", // has no width
    "efbfbd, �",
  })
  void every_byte_can_be_seen(String bytes, String text) {
    assertThat(PathText.write(RawPath.of(HexFormat.of().parseHex(bytes)))).isEqualTo(text);
  }

  @Test
  void the_text_leads_back_to_the_same_bytes() {
    var bytes = new byte[1024];
    for (var seed = 0; seed < 100; seed++) {
      new java.util.Random(seed).nextBytes(bytes);
      var path = RawPath.of(bytes);
      assertThat(PathText.read(PathText.write(path))).isEqualTo(path);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\", "a\\x4", "\\n", "\\xzz"})
  void a_backslash_without_its_byte_is_refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PathText.read(text))
        .withMessageContaining("two hex digits");
  }
}
