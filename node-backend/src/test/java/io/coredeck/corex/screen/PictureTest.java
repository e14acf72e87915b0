package io.coredeck.corex.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.screen.cell.Row;
import io.coredeck.corex.screen.cell.RowMark;
import io.coredeck.corex.screen.cell.Tiles;
import io.coredeck.corex.screen.picture.PictureText;
import io.coredeck.corex.screen.picture.Tile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is promised of pictures: a copy of the screen draws them where they were drawn, and all
/// else is as without them.
class PictureTest {
  private static final int LINES = 100;
  private static final int BYTES = 1 << 20;

  /// 3 x 2 cells.
  private static final String PICTURE = sixel(21, 34);

  private static String sixel(int width, int height) {
    return "\u001bPq\"1;1;" + width + ";" + height + "#1;2;100;0;0#1!" + width + "~\u001b\\";
  }

  /// The beginning of a GIF: 28 x 51 pixels, so 4 x 3 cells.
  private static String inline(String arguments) {
    var bytes = "GIF89a\u001c\u00003\u0000\u0000\u0000".getBytes(StandardCharsets.ISO_8859_1);
    var file = Base64.getEncoder().encodeToString(bytes) + "AAAA";
    return "\u001b]1337;File=" + arguments + ":" + file + "\u0007";
  }

  private static Screen screen(String text) {
    var screen = new Screen(20, 6, LINES, BYTES);
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

  /// @return all rows, of each cell a digit for the row of the picture's part in it, else a dot
  private static List<String> drawn(Screen screen) {
    var lines = new ArrayList<String>();
    screen.main.history.forEach((bytes, _, to, mark) -> {
      var row = new Row(screen.columns());
      if (RowMark.hasTiles(mark)) {
        Tiles.draw(bytes, to, row);
      }
      lines.add(drawn(screen, row));
    });
    for (var row : screen.page.rows) {
      lines.add(drawn(screen, row));
    }
    return lines;
  }

  private static String drawn(Screen screen, Row row) {
    var text = new StringBuilder();
    for (var column = 0; column < screen.columns(); column++) {
      var tile = row.tile(column);
      var isSeen =
          screen
              .pictures
              .find(Tile.picture(tile))
              .filter(picture -> Tile.column(tile) < picture.cells().columns())
              .isPresent();
      text.append(isSeen ? Character.forDigit(Tile.row(tile), 36) : '.');
    }
    return text.toString().replaceAll("\\.+$", "");
  }

  /// A copy is the same, and a copy of it.
  private static void assertRestored(Screen screen) {
    var restored = restored(screen);
    assertThat(ScreenState.differences(ScreenState.of(screen), ScreenState.of(restored))).isEmpty();
    assertThat(drawn(restored)).isEqualTo(drawn(screen));
    assertThat(restored.snapshot()).isEqualTo(screen.snapshot());
  }

  @Test
  void the_cursor_goes_to_the_last_row_of_a_picture_and_stays_in_its_column() {
    var screen = screen("ab" + PICTURE + "c");
    assertThat(drawn(screen)).startsWith("..000", "...11", "");
    assertThat(screen.text()).startsWith("ab", "  c", "");
    assertRestored(screen);
  }

  @Test
  void a_picture_comes_back_where_it_was_drawn_with_the_text_around_it() {
    var screen = screen("text\r\n" + PICTURE + "\r\nmore\r\n  " + inline("inline=1") + "\r\nend");
    assertThat(drawn(screen))
        .containsExactly("", "000", "111", "", "..0000", "..1111", "..2222", "");
    assertThat(screen.text()).containsExactly("", "more", "", "", "", "end");
    assertRestored(screen);
  }

  @Test
  void a_picture_scrolls_into_the_history_and_away_with_its_lines() {
    var screen = screen("\r\n" + PICTURE + "\r\nnext\r\n".repeat(20));
    assertThat(drawn(screen).subList(0, 4)).containsExactly("", "000", "111", "");
    assertRestored(screen);
    write(screen, "line\r\n".repeat(LINES));
    assertThat(drawn(screen)).allMatch(String::isEmpty);
    write(screen, PICTURE);
    screen.forgetUnseenPictures();
    assertThat(screen.pictures.find(1)).isEmpty();
    assertThat(screen.pictures.find(2)).isPresent();
  }

  @Test
  void a_copy_with_fewer_lines_has_the_pictures_in_these() {
    var screen = screen(PICTURE + "\r\n".repeat(12) + PICTURE + "\r\n".repeat(8));
    var bytes = screen.snapshot(7, BYTES);
    var fresh = new Screen(20, 6, LINES, BYTES);
    fresh.write(bytes, 0, bytes.length);
    var all = drawn(screen);
    assertThat(drawn(fresh)).isEqualTo(all.subList(all.size() - 13, all.size()));
    assertThat(String.join("", drawn(fresh))).isEqualTo("0001111".substring(0, 6));
  }

  @Test
  void a_picture_higher_than_the_screen_comes_back_whole() {
    var screen = screen("before\r\n|" + sixel(14, 17 * 9) + "\r\nafter");
    assertThat(drawn(screen))
        .containsExactly("", ".00", ".11", ".22", ".33", ".44", ".55", ".66", ".77", ".88", "");
    assertRestored(screen);
  }

  @Test
  void what_is_printed_or_erased_over_a_picture_stays_so() {
    var screen = screen("\r\n" + sixel(70, 68));
    write(
        screen,
        "\u001b[2;3Hxy\u001b[3;2H\u001b[3X\u001b[4;9H\u001b[K\u001b[44m\u001b[3;7H\u001b[X");
    assertThat(drawn(screen))
        .containsExactly("", "00..000000", "1...11.111", "22222222", "3333333333", "");
    assertRestored(screen);
  }

  @Test
  void a_picture_goes_when_the_screen_is_cleared_reset_or_changed() {
    for (var end : List.of("\u001b[2J", "\u001b[H\u001b[J", "\u001bc", "\u001b[!p", "\u001b#8")) {
      var screen = screen(PICTURE + end);
      assertThat(drawn(screen)).as(end).allMatch(String::isEmpty);
      assertThat(new String(screen.snapshot(), StandardCharsets.UTF_8)).doesNotContain("\u001bPq");
    }
    var alternate = screen(PICTURE + "\u001b[?1049h" + PICTURE);
    assertRestored(alternate);
    write(alternate, "\u001b[?1049l");
    assertThat(drawn(alternate)).startsWith("000", "111");
    alternate.forgetUnseenPictures();
    assertThat(alternate.pictures.find(2)).isEmpty();
    assertRestored(alternate);
  }

  @Test
  void of_pictures_drawn_over_each_other_the_last_is_kept() {
    var frame = PICTURE.replace("#1!", "?".repeat(BYTES / 100) + "$#1!");
    var screen = screen(PICTURE + "\r\n");
    write(screen, ("\u001b[3H" + frame).repeat(200));
    assertThat(drawn(screen)).startsWith("000", "111", "000", "111");
    screen.forgetUnseenPictures();
    assertThat(screen.pictures.bytes()).isLessThan(BYTES / 50);
    assertRestored(screen);
  }

  @Test
  void a_picture_stays_at_its_lines_when_the_size_changes() {
    var screen = screen("long line of a text\r\n" + PICTURE + "\r\nend");
    screen.resize(12, 6);
    assertThat(drawn(screen)).startsWith("", "", "000", "111", "");
    assertRestored(screen);
    screen.resize(30, 3);
    assertThat(String.join(",", drawn(screen))).contains("000,111,");
    assertRestored(screen);
    screen.resize(2, 6);
    assertThat(String.join(",", drawn(screen))).contains("00,11");
    screen.resize(20, 6);
    assertThat(String.join(",", drawn(screen))).contains("000,111");
    assertRestored(screen);
  }

  @Test
  void a_picture_whose_end_has_not_come_goes_on_after_a_copy() {
    for (var picture : List.of(PICTURE, inline("inline=1;width=2;height=1"))) {
      for (var at = 0; at < picture.length(); at++) {
        var screen = screen("x" + picture.substring(0, at));
        var restored = restored(screen);
        write(screen, picture.substring(at) + "y");
        write(restored, picture.substring(at) + "y");
        assertThat(drawn(restored)).as(picture.substring(0, at)).isEqualTo(drawn(screen));
        assertThat(restored.text()).isEqualTo(screen.text());
      }
    }
  }

  @Test
  void a_picture_too_large_to_keep_moves_the_cursor_all_the_same() {
    var large = PICTURE.replace("#1!", "?".repeat(PictureText.LIMIT) + "$#1!");
    var screen = screen("a" + large + "b");
    assertThat(screen.text()).startsWith("a", " b");
    assertThat(drawn(screen)).allMatch(String::isEmpty);
    assertThat(screen.memory()).isLessThan(100_000);
    assertRestored(screen);
  }

  @Test
  void pictures_are_bounded_and_the_oldest_go() {
    var screen = screen("");
    for (var count = 0; count < 20; count++) {
      write(screen, PICTURE.replace("#1!", "?".repeat(BYTES / 4) + "$#1!") + "\r\n");
    }
    assertThat(screen.memory()).isLessThan(BYTES + 100_000);
    var drawn = drawn(screen);
    assertThat(drawn.getFirst()).isEmpty();
    assertThat(drawn.get(drawn.size() - 3)).isEqualTo("000");
    screen.shrinkHistory();
    assertThat(screen.pictures.bytes()).isLessThan(BYTES / 2 + 1);
    assertRestored(screen);
  }

  @Test
  void a_picture_that_is_coming_in_lets_go_of_its_memory() {
    var screen = screen("\u001bPq" + "?".repeat(BYTES / 2));
    assertThat(screen.memory()).isGreaterThan(BYTES / 2);
    screen.shrinkHistory();
    assertThat(screen.memory()).isLessThan(100_000);
    write(screen, "!7~-~\u001b\\x");
    assertThat(screen.text().getFirst()).isEqualTo("x");
  }

  private static String random(Random random) {
    var at = random.nextInt(5);
    var many = 1 + random.nextInt(4);
    return switch (random.nextInt(20)) {
      case 0, 1 -> PICTURE;
      case 2 -> sixel(7 * (1 + random.nextInt(12)), 18 * many);
      case 3 -> inline("inline=1;width=" + (at + 1) + ";height=" + many);
      case 4, 5, 6 -> "\r\n".repeat(many);
      case 7, 8 -> "text of some length ".substring(at, at + 3 * many);
      case 9 -> "\u001b[" + many + ";" + (1 + 4 * at) + "H";
      case 10 -> "\u001b[" + at % 3 + (at == 4 ? "J" : "K");
      case 11 -> "\u001b[" + many + "LMPSTX@".charAt(at);
      case 12 -> "\u001b[4" + many + "m\u001b[X\u001b[m";
      case 13 -> "\u001b[" + (1 + at % 2) + ";" + (3 + many % 3) + "r";
      case 14 -> "\u001b[r";
      case 15 -> "\u001b[?104" + (at == 0 ? "9h" : "9l");
      case 16 -> "a long line that wraps around, perhaps twice".substring(0, 20 + 5 * many);
      default -> "\u001b[" + many + "ABCD".charAt(at % 4);
    };
  }

  /// @return the text of the screen's rows but for cells that a picture covers in another
  private static List<String> uncovered(Screen screen, Screen other) {
    var lines = new ArrayList<String>();
    for (var y = 0; y < screen.rows(); y++) {
      var line = new StringBuilder();
      for (var x = 0; x < screen.columns(); x++) {
        var text = screen.page.rows[y].cluster(x);
        var isCovered = other.page.rows[y].tile(x) != 0;
        line.append(text.isEmpty() || isCovered ? " " : text);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  @Test
  void whatever_is_drawn_text_and_cursor_are_the_same_in_a_copy() {
    for (var seed = 0; seed < 3000; seed++) {
      var random = new Random(seed);
      var screen = screen("");
      for (var step = 0; step < 60; step++) {
        write(screen, random(random));
        if (random.nextInt(30) == 0) {
          screen.resize(16 + random.nextInt(8), 4 + random.nextInt(6));
        }
      }
      var restored = restored(screen);
      assertThat(uncovered(restored, screen)).as("%d", seed).isEqualTo(uncovered(screen, screen));
      assertThat(restored.historyLines()).as("%d", seed).isEqualTo(screen.historyLines());
      assertThat(restored.cursorColumn()).as("%d", seed).isEqualTo(screen.cursorColumn());
      assertThat(restored.cursorRow()).as("%d", seed).isEqualTo(screen.cursorRow());
    }
  }
}
