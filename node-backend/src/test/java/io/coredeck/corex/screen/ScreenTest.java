package io.coredeck.corex.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is promised of the screen of a terminal beside being that of xterm.js.
class ScreenTest {
  private static final int LINES = 1000;
  private static final int BYTES = 1 << 20;
  private static final int NOISE = 10_000_000;
  private static final String CONTROLS =
      "\u001b\u001b\u001b[[[]P_?;:0123456789ABCDHJKLMPSTX@bhlmrqgu\n\r\b\t\u0007\\ €漢";

  private static Screen screen(String text) {
    var screen = new Screen(20, 5, LINES, BYTES);
    write(screen, text);
    return screen;
  }

  private static void write(Screen screen, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    screen.write(bytes, 0, bytes.length);
  }

  private static Screen restored(Screen screen) {
    var snapshot = screen.snapshot();
    var fresh = new Screen(screen.columns(), screen.rows(), LINES, BYTES);
    fresh.write(snapshot, 0, snapshot.length);
    return fresh;
  }

  @Test
  void text_cursor_and_title_can_be_asked_for() {
    var screen = screen("one\r\n  two\u001b]2;Title\u0007\u0007\u0007");
    assertThat(screen.text()).containsExactly("one", "  two", "", "", "");
    assertThat(screen.cursorColumn()).isEqualTo(5);
    assertThat(screen.cursorRow()).isEqualTo(1);
    assertThat(screen.title()).isEqualTo("Title");
    assertThat(screen.bells()).isEqualTo(2);
  }

  @Test
  void lines_that_scroll_away_are_in_the_history() {
    var screen = screen("1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n7");
    assertThat(screen.text()).containsExactly("3", "4", "5", "6", "7");
    assertThat(screen.historyLines()).isEqualTo(2);
  }

  @Test
  void a_saved_cursor_stays_where_it_is_when_the_history_shrinks() {
    var screen = screen("line\r\n".repeat(100) + "\u001b[2;3H\u001b7\u001b[5;1H");
    screen.shrinkHistory();
    write(screen, "\u001b8");
    assertThat(screen.historyLines()).isEqualTo(48);
    assertThat(screen.cursorRow()).isEqualTo(1);
    assertThat(screen.cursorColumn()).isEqualTo(2);
  }

  @Test
  void the_history_is_bounded_by_lines_and_by_bytes() {
    var few = new Screen(80, 5, 10, BYTES);
    write(few, "line\r\n".repeat(100));
    assertThat(few.historyLines()).isEqualTo(10);
    var small = new Screen(80, 5, LINES, 100);
    write(small, "0123456789\r\n".repeat(100));
    assertThat(small.historyLines()).isEqualTo(10);
  }

  @Test
  void a_program_on_the_alternate_buffer_leaves_the_main_one_as_it_was() {
    var screen = screen("before\u001b[?1049h\u001b[Hfull screen");
    assertThat(screen.isAlternate()).isTrue();
    assertThat(restored(screen).text().getFirst()).isEqualTo("full screen");
    var restored = restored(screen);
    write(restored, "\u001b[?1049l");
    assertThat(restored.text().getFirst()).isEqualTo("before");
  }

  @Test
  void questions_are_answered_once() {
    var screen = screen("ab\u001b[6n\u001b[c");
    assertThat(screen.takeReplies()).asString().isEqualTo("\u001b[1;3R\u001b[?1;2c");
    assertThat(screen.takeReplies()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "👨‍👩‍👧‍👦,3",
    "🇩🇪,3",
    "👍🏽,3",
    "e\u0301,2",
    "日本,5",
    "𠀀,3",
    "☁️,3",
    "𝒳,2",
    "각,3"
  })
  void what_people_see_as_one_letter_takes_the_columns_it_takes_in_the_page(
      String letter, int column) {
    assertThat(screen(letter + "\u001b[6n").takeReplies())
        .asString()
        .isEqualTo("\u001b[1;" + column + "R");
  }

  @Test
  void answers_that_nobody_takes_do_not_pile_up() {
    var screen = screen("\u001b[c".repeat(100_000));
    assertThat(screen.takeReplies().length).isLessThanOrEqualTo(Replies.LIMIT);
  }

  @Test
  void plain_lines_that_take_the_short_cut_are_the_same_as_those_that_do_not() {
    var lines = new StringBuilder("start\r\n");
    for (var line = 0; line < 3000; line++) {
      lines.append("line ".repeat(line % 4)).append(line).append("\r\n");
    }
    var whole = screen(lines.toString());
    var cut = new Screen(20, 5, LINES, BYTES);
    for (var piece : lines.toString().split("(?<=\\G.{7})", -1)) {
      write(cut, piece);
    }
    assertThat(ScreenState.differences(ScreenState.of(cut), ScreenState.of(whole))).isEmpty();
    assertThat(whole.historyLines()).isEqualTo(LINES);
  }

  @Test
  void strings_without_an_end_take_no_memory() {
    for (var start :
        new String[] {"\u001b]2;", "\u001b]52;c;", "\u001bP", "\u001bP$q", "\u001b_", "\u001b["}) {
      var screen = screen(start);
      for (var piece = 0; piece < 100; piece++) {
        write(screen, "1234567890".repeat(1000));
      }
      assertThat(screen.snapshot().length).isLessThan(10_000);
      write(screen, "\u0018\u001b\\\r\nafter");
      assertThat(screen.text()).contains("after");
    }
  }

  @Test
  void what_is_no_picture_draws_nothing_and_moves_nothing() {
    for (var nothing :
        new String[] {
          "\u001bPq\u001b\\",
          "\u001bPq\"1;1;7;17\u0018",
          "\u001bP?q\"1;1;7;17\u001b\\",
          "\u001bP$q~\u001b\\",
          "\u001b]1337;SetMark\u0007"
        }) {
      var screen = screen("ab" + nothing);
      assertThat(screen.cursorColumn()).as(nothing).isEqualTo(2);
      assertThat(screen.cursorRow()).as(nothing).isZero();
    }
  }

  @Test
  void absurd_numbers_change_no_more_than_the_screen_has() {
    var screen = screen("abc");
    for (var last : "@ABCDEFGHIJKLMPSTXZ`abdefghlmnrsu".toCharArray()) {
      write(screen, "x\u001b[2147483647" + last + "\u001b[99999999999;99999999999" + last);
    }
    write(screen, "\u001b[m\u001bcend");
    assertThat(screen.text().getFirst()).isEqualTo("end");
  }

  @Test
  void a_new_size_is_bounded() {
    var screen = screen("text");
    screen.resize(0, -1);
    assertThat(screen.columns()).isEqualTo(Screen.FEWEST_COLUMNS);
    assertThat(screen.rows()).isEqualTo(1);
    screen.resize(Integer.MAX_VALUE, Integer.MAX_VALUE);
    assertThat((long) screen.columns() * screen.rows()).isLessThanOrEqualTo(Screen.MOST_CELLS);
  }

  @Test
  void styles_and_links_that_nobody_sees_any_more_are_forgotten() {
    var screen = new Screen(80, 24, 10, 1000);
    for (var colour = 0; colour < 100_000; colour++) {
      write(
          screen,
          "\u001b[H\u001b[38;2;1;"
              + colour % 256
              + ";"
              + colour / 256
              + "mx\u001b]8;;http://"
              + colour
              + "\u0007y");
    }
    assertThat(screen.styles.count()).isLessThan(20_000);
  }

  @Test
  void noise_does_no_harm() {
    var random = new Random(1);
    var bytes = new byte[1 << 16];
    var screen = new Screen(80, 24, LINES, BYTES);
    assertThatCode(
            () -> {
              for (var done = 0; done < NOISE; done += bytes.length) {
                random.nextBytes(bytes);
                screen.write(bytes, 0, bytes.length);
                screen.resize(2 + random.nextInt(120), 1 + random.nextInt(50));
                assertThat(screen.snapshot().length).isLessThan(2 * BYTES);
              }
            })
        .doesNotThrowAnyException();
  }

  @Test
  void noise_full_of_control_sequences_does_no_harm() {
    var random = new Random(2);
    var screen = new Screen(80, 24, LINES, BYTES);
    assertThatCode(
            () -> {
              for (var done = 0; done < NOISE / 10; done += 5000) {
                write(screen, controls(random));
                screen.resize(2 + random.nextInt(120), 1 + random.nextInt(50));
                restored(screen);
              }
            })
        .doesNotThrowAnyException();
  }

  private static String controls(Random random) {
    var text = new StringBuilder();
    for (var count = 0; count < 5000; count++) {
      text.append(CONTROLS.charAt(random.nextInt(CONTROLS.length())));
    }
    return text.toString();
  }
}
