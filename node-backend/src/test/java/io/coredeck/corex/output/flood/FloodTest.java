package io.coredeck.corex.output.flood;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.screen.Screen;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is put off ends as the same screen as what is read at once.
class FloodTest {
  private static final int LINES = 500;

  private final Screen read = new Screen(80, 24, LINES, 1 << 20);
  private final Screen putOff = new Screen(80, 24, LINES, 1 << 20);
  private final Flood flood = new Flood(putOff, LINES, 1 << 20);

  private void print(String text) {
    print(text, read, flood);
  }

  private static void print(String text, Screen read, Flood flood) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    read.write(bytes, 0, bytes.length);
    for (var from = 0; from < bytes.length; from += 32_768) {
      var piece = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + 32_768));
      flood.write(piece, piece.length);
    }
  }

  private void assertSame() {
    flood.read();
    assertThat(putOff.snapshot())
        .asString()
        .isEqualTo(new String(read.snapshot(), StandardCharsets.UTF_8));
  }

  private static String lines(int count, String end, long seed) {
    var random = new Random(seed);
    var text = new StringBuilder();
    for (var line = 0; line < count; line++) {
      text.append(line).append(' ').append("x".repeat(random.nextInt(200))).append(end);
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\n", "\r", "\n\r", ""})
  void much_plain_text_with_all_ends_of_lines(String end) {
    print("a\r\n");
    print(lines(60_000, end, 1));
    print("rest");
    assertSame();
  }

  @Test
  void a_line_that_is_written_again_and_again_leaves_those_above_as_they_are() {
    print("above\r\n");
    print("\rabout 10 percent".repeat(300_000));
    assertSame();
    assertThat(putOff.text().getFirst()).isEqualTo("above");
  }

  @Test
  void a_style_stays_and_what_is_no_plain_text_is_read_after_what_was_put_off() {
    print("\u001b[31mred ");
    print(lines(40_000, "\r\n", 2));
    print("\u001b[0mplain \u00fc ");
    print(lines(40_000, "\n", 3));
    print("\u001b[5;5Hhere");
    assertSame();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[5;10r",
        "\u001b[?1049h",
        "\u001b[4h",
        "\u001b[?7l",
        "\u001b[20h",
        "\u001b(0"
      })
  void what_does_something_else_with_text_is_read_at_once(String setting) {
    print(setting);
    print(lines(20_000, "\r\n", 4));
    assertSame();
  }

  /// What is kept is bounded by rows here and by bytes there, with more and less than is put off.
  @ParameterizedTest
  @CsvSource({
    "80,10000,2000000,120",
    "160,10000,2000000,120",
    "250,10000,2000000,240",
    "80,50000,20000000,80",
    "80,200000,40000000,20",
    "80,10000,65536,300",
    "80,20000,2000000,2",
    "80,0,0,70"
  })
  void as_much_history_as_is_to_be_kept(int columns, int lines, int bytes, int width) {
    var whole = new Screen(columns, 24, lines, bytes);
    var lazy = new Screen(columns, 24, lines, bytes);
    var late = new Flood(lazy, lines, bytes);
    for (var part = 0; part < 3; part++) {
      var text = new StringBuilder("\u001b[1mpart\u001b[m ").append(part).append("\r\n");
      for (var line = 0; line < 2_500_000 / (width + 6); line++) {
        var word = line % 5 == 0 ? "x" + " ".repeat(width - 2) + "x" : "x".repeat(width);
        text.append(line).append(word).append(line % 7 == 0 ? "   \r\n" : "\r\n");
      }
      print(text.toString(), whole, late);
      late.read();
      assertThat(lazy.snapshot()).isEqualTo(whole.snapshot());
    }
  }

  @Test
  void lines_that_were_there_before_stay_as_long_as_there_is_room() {
    var whole = new Screen(250, 24, 10_000, 2_000_000);
    var lazy = new Screen(250, 24, 10_000, 2_000_000);
    var late = new Flood(lazy, 10_000, 2_000_000);
    print("\u001b[32mearlier\u001b[m\r\n".repeat(300), whole, late);
    print(("x".repeat(240) + "\r\n").repeat(5000), whole, late);
    late.read();
    assertThat(lazy.snapshot()).isEqualTo(whole.snapshot());
    assertThat(new String(lazy.snapshot(), StandardCharsets.UTF_8)).contains("earlier");
  }

  @Test
  void a_saved_cursor_stays_where_it_was() {
    print("\u001b[24;7H\u001b7\r\n");
    print(lines(40_000, "\r\n", 7));
    print("\u001b8here");
    assertSame();
  }

  @Test
  void memory_has_a_bound() {
    print(lines(200_000, "\r\n", 5));
    assertThat(flood.size()).isBetween(1 << 18, 1 << 20);
    flood.read();
    assertThat(flood.size()).isZero();
    assertSame();
  }

  @Test
  void a_little_is_read_at_once() {
    print("hello\r\n");
    assertThat(flood.size()).isZero();
    assertThat(putOff.text().getFirst()).isEqualTo("hello");
  }
}
