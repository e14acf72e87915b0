package io.coredeck.node.telemetry.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How pieces become lines.
class LineJoinerTest {
  private final LineJoiner joiner = new LineJoiner();
  private final List<String> lines = new ArrayList<>();
  private final List<Long> times = new ArrayList<>();
  private final LineJoiner.Sink sink =
      (buffer, from, length, millis) -> {
        lines.add(new String(buffer, from, length, ISO_8859_1));
        times.add(millis);
      };

  private void feed(String text, boolean whole, long at) {
    var bytes = (whole ? text + "\n" : text).getBytes(ISO_8859_1);
    joiner.feed(bytes, 0, bytes.length, whole, at, sink);
  }

  @Test
  void a_whole_line_passes_with_its_newline() {
    feed("hello", true, 1);
    feed("", true, 2);
    assertThat(lines).containsExactly("hello\n", "\n");
    assertThat(joiner.isEmpty()).isTrue();
  }

  @Test
  void pieces_are_joined_and_carry_the_time_of_the_first() {
    feed("one ", false, 1);
    feed("two ", false, 2);
    feed("three", true, 3);
    assertThat(lines).containsExactly("one two three\n");
    assertThat(times).containsExactly(1L);
  }

  @Test
  void a_line_of_4095_bytes_is_one_piece_and_one_of_4096_two() {
    feed("a".repeat(4095), true, 1);
    feed("b".repeat(4096), true, 2);
    assertThat(lines).containsExactly("a".repeat(4095) + "\n", "b".repeat(4096), "\n");
  }

  @Test
  void how_a_long_line_came_in_does_not_change_its_pieces() {
    feed("x".repeat(10_000), true, 1);
    var atOnce = List.copyOf(lines);
    lines.clear();
    for (int i = 0; i < 100; i++) {
      feed("x".repeat(100), false, 1);
    }
    feed("", true, 1);
    assertThat(lines).isEqualTo(atOnce);
    assertThat(String.join("", lines)).isEqualTo("x".repeat(10_000) + "\n");
  }

  @Test
  void what_is_begun_survives_being_saved() {
    feed("äbc".repeat(100), false, 7);
    var other = new LineJoiner();
    other.restore(joiner.pending());
    assertThat(other.isEmpty()).isFalse();
    other.feed("\n".getBytes(ISO_8859_1), 0, 1, true, 9, sink);
    assertThat(lines).containsExactly("äbc".repeat(100) + "\n");
    assertThat(times).containsExactly(7L);
  }

  @Test
  void flushing_gives_out_what_is_begun_once() {
    feed("begun", false, 1);
    joiner.flush(sink);
    joiner.flush(sink);
    assertThat(lines).containsExactly("begun");
  }
}
