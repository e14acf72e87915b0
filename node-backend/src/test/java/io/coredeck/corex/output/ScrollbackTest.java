package io.coredeck.corex.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is promised about the newest output of a process.
class ScrollbackTest {
  private static void append(Scrollback scrollback, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    scrollback.append(bytes, bytes.length);
  }

  private static String text(Scrollback scrollback, long from, long to) {
    var bytes = new byte[(int) (to - from)];
    scrollback.copy(from, bytes, 0, bytes.length);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void everything_is_kept_until_it_is_full() {
    var scrollback = new Scrollback(10);
    append(scrollback, "hello");
    assertThat(scrollback.start()).isZero();
    assertThat(scrollback.end()).isEqualTo(5);
    assertThat(text(scrollback, 0, 5)).isEqualTo("hello");
  }

  @Test
  void the_oldest_goes_first_and_numbers_go_on() {
    var scrollback = new Scrollback(4);
    append(scrollback, "abc");
    append(scrollback, "def");
    assertThat(scrollback.start()).isEqualTo(2);
    assertThat(text(scrollback, 2, 6)).isEqualTo("cdef");
  }

  @Test
  void one_piece_larger_than_all_leaves_its_end() {
    var scrollback = new Scrollback(4);
    append(scrollback, "x");
    append(scrollback, "0123456789");
    assertThat(scrollback.start()).isEqualTo(7);
    assertThat(scrollback.end()).isEqualTo(11);
    assertThat(text(scrollback, 7, 11)).isEqualTo("6789");
  }

  @Test
  void any_sequence_of_pieces_leaves_exactly_the_last_bytes() {
    var random = new Random(7);
    for (var round = 0; round < 50; round++) {
      var scrollback = new Scrollback(5000);
      var all = new StringBuilder();
      for (var piece = 0; piece < 40; piece++) {
        var text = String.valueOf((char) ('a' + piece % 26)).repeat(random.nextInt(700));
        all.append(text);
        append(scrollback, text);
        if (random.nextInt(10) == 0) {
          var kept = random.nextInt(3000);
          scrollback.trim(kept);
          assertThat(scrollback.size()).isLessThanOrEqualTo(kept);
        }
        assertThat(text(scrollback, scrollback.start(), scrollback.end()))
            .isEqualTo(all.substring((int) scrollback.start(), (int) scrollback.end()));
      }
      assertThat(scrollback.end()).isEqualTo(all.length());
    }
  }

  @Test
  void the_last_bytes_begin_with_a_whole_character() {
    var scrollback = new Scrollback(100);
    append(scrollback, "aäö€😀");
    var end = scrollback.end();
    assertThat(text(scrollback, scrollback.startOfLast(4), end)).isEqualTo("😀");
    assertThat(text(scrollback, scrollback.startOfLast(3), end)).isEmpty();
    assertThat(text(scrollback, scrollback.startOfLast(6), end)).isEqualTo("😀");
    assertThat(text(scrollback, scrollback.startOfLast(7), end)).isEqualTo("€😀");
    assertThat(text(scrollback, scrollback.startOfLast(1000), end)).isEqualTo("aäö€😀");
  }

  @Test
  void bytes_that_are_no_characters_are_given_too() {
    var scrollback = new Scrollback(100);
    var noise = new byte[50];
    java.util.Arrays.fill(noise, (byte) 0x80);
    scrollback.append(noise, noise.length);
    assertThat(scrollback.startOfLast(20)).isEqualTo(33);
  }

  @Test
  void a_character_that_is_only_half_there_can_be_left_out() {
    var scrollback = new Scrollback(100);
    append(scrollback, "ab");
    scrollback.append(new byte[] {(byte) 0xe2, (byte) 0x82}, 2);
    assertThat(scrollback.endOfCharacters()).isEqualTo(2);
    scrollback.append(new byte[] {(byte) 0xac}, 1);
    assertThat(scrollback.endOfCharacters()).isEqualTo(5);
  }

  @Test
  void trimming_keeps_the_newest() {
    var scrollback = new Scrollback(100);
    append(scrollback, "0123456789");
    scrollback.trim(3);
    assertThat(scrollback.start()).isEqualTo(7);
    append(scrollback, "ab");
    assertThat(text(scrollback, 7, 12)).isEqualTo("789ab");
  }
}
