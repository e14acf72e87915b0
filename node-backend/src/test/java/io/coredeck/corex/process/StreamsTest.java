package io.coredeck.corex.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is promised of the output of programs on pipes.
class StreamsTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"a, a", "a|, a^|", "||, ^|^|", "a^|b, a^|b", "^^|, ^^|", "|^, ^|^", "ä|ö, ä^|ö"})
  void each_line_feed_gets_a_carriage_return_unless_it_has_one(String given, String shown) {
    var printed = bytes(given.replace('|', '\n').replace('^', '\r'));
    assertThat(text(Streams.forTerminal(printed, printed.length, false)))
        .isEqualTo(shown.replace('|', '\n').replace('^', '\r'));
  }

  @Test
  void also_if_it_came_before() {
    assertThat(text(Streams.forTerminal(bytes("\na\nb"), 3, true))).isEqualTo("\na\r\n");
  }

  @Test
  void the_key_that_ends_a_line_is_a_line_feed() {
    var typed = bytes("a\rb\n");
    assertThat(text(Streams.fromTerminal(typed))).isEqualTo("a\nb\n");
    assertThat(text(typed)).isEqualTo("a\rb\n");
  }

  @Test
  void the_newest_bytes_of_each_are_kept() {
    var streams = new Streams();
    streams.append(false, bytes("out"), 3);
    streams.append(true, bytes("x".repeat(70_000)), 70_000);
    assertThat(text(streams.last(false, 2))).isEqualTo("ut");
    assertThat(streams.last(true, 100_000)).hasSize(ManagedProcess.KEPT);
    streams.trim(1);
    assertThat(streams.keptBytes()).isEqualTo(2);
  }
}
