package io.coredeck.corex.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.screen.cell.Row;
import io.coredeck.corex.screen.cell.RowMark;
import io.coredeck.corex.screen.cell.Tiles;
import io.coredeck.corex.screen.picture.PictureText;
import io.coredeck.corex.screen.picture.Tile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is promised of pictures: a copy of the screen draws them where they were drawn, and all
/// else is as without them.
class PictureTest {
  static final int LINES = 100;
  static final int BYTES = 1 << 20;

  /// 3 x 2 cells.
  static final String PICTURE = sixel(21, 34);

  static String sixel(int width, int height) {
    return "\u001bPq\"1;1;" + width + ";" + height + "#1;2;100;0;0#1!" + width + "~\u001b\\";
  }

  /// The beginning of a GIF: 28 x 51 pixels, so 4 x 3 cells.
  static String inline(String arguments) {
    return inline(arguments, 28, 51);
  }

  /// Larger than any screen here.
  static String large(String arguments) {
    return inline(arguments, 1000, 700);
  }

  private static String inline(String arguments, int width, int height) {
    var bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
    bytes.put("GIF89a".getBytes(StandardCharsets.US_ASCII));
    bytes.putShort((short) width).putShort((short) height);
    var file = Base64.getEncoder().encodeToString(bytes.array()) + "AAAA";
    return "\u001b]1337;File=" + arguments + ":" + file + "\u0007";
  }

  static Screen screen(String text) {
    var screen = new Screen(20, 6, LINES, BYTES);
    write(screen, text);
    return screen;
  }

  static void write(Screen screen, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    screen.write(bytes, 0, bytes.length);
  }

  static Screen restored(Screen screen) {
    var snapshot = screen.snapshot();
    var fresh = new Screen(screen.columns(), screen.rows(), LINES, BYTES);
    fresh.write(snapshot, 0, snapshot.length);
    return fresh;
  }

  /// @return all rows, of each cell a digit for the row of the picture's part in it, else a dot
  static List<String> drawn(Screen screen) {
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
  static void assertRestored(Screen screen) {
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
}
