package io.coredeck.corex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.corex.output.Memory;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is promised about how many lines are kept.
class ScrollbackOptionTest {
  private static CorexConfig parse(Map<String, String> environment, String... arguments) {
    return CorexConfig.parse(arguments, environment);
  }

  @Test
  void ten_thousand_lines_are_kept_if_nothing_is_said() {
    assertThat(parse(Map.of()).scrollback()).isEqualTo(new Memory.History(10_000, 2_000_000));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 0 | 65536",
        "500 | 500 | 100000",
        "20K | 20000 | 4000000",
        "1K,64K | 1000 | 65536",
        "50000,1M | 50000 | 1048576",
        "300,70000 | 300 | 70000",
      })
  void lines_and_bytes_may_be_given(String text, int lines, int bytes) {
    var wanted = new Memory.History(lines, bytes);
    assertThat(parse(Map.of(), "--scrollback", text).scrollback()).isEqualTo(wanted);
    assertThat(parse(Map.of("COREX_SCROLLBACK", text)).scrollback()).isEqualTo(wanted);
  }

  @Test
  void the_option_comes_before_the_variable_and_programs_do_not_see_that() {
    var config = parse(Map.of("COREX_SCROLLBACK", "100"), "--scrollback=200");
    assertThat(config.scrollback().lines()).isEqualTo(200);
    assertThat(config.environment()).containsOnlyKeys("TERM");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "-1", "2M", "1000001", "1,2,3", "10k", ",5M", "1 K"})
  void anything_else_is_refused_with_what_it_must_be(String text) {
    assertThatThrownBy(() -> parse(Map.of(), "--scrollback", text))
        .hasMessage(
            "--scrollback %s: it must be LINES[,BYTES] with 0 to 1000000 lines".formatted(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1K,", "1K,65535", "1K,900M", "1K,99999999999"})
  void bytes_have_bounds_too(String text) {
    assertThatThrownBy(() -> parse(Map.of("COREX_SCROLLBACK", text)))
        .hasMessage(
            "COREX_SCROLLBACK %s: it must be LINES,BYTES with 65536 to %d bytes, a twelfth of the heap of CoreX"
                .formatted(text, Memory.History.mostBytes()));
  }
}
