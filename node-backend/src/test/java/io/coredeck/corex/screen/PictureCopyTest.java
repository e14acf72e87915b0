package io.coredeck.corex.screen;

import static io.coredeck.corex.screen.PictureTest.PICTURE;
import static io.coredeck.corex.screen.PictureTest.assertRestored;
import static io.coredeck.corex.screen.PictureTest.drawn;
import static io.coredeck.corex.screen.PictureTest.large;
import static io.coredeck.corex.screen.PictureTest.restored;
import static io.coredeck.corex.screen.PictureTest.screen;
import static io.coredeck.corex.screen.PictureTest.sixel;
import static io.coredeck.corex.screen.PictureTest.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is promised of text in copies of screens with pictures.
class PictureCopyTest {

  @Test
  void a_picture_of_which_only_the_last_rows_are_left_takes_no_text_before_it_away() {
    var screen = screen("line\r\n".repeat(90) + "\u001b[5;6r\u001b[6H" + sixel(7, 18 * 60));
    var restored = restored(screen);
    assertThat(ScreenState.differences(ScreenState.of(screen), ScreenState.of(restored))).isEmpty();
    assertThat(drawn(restored)).allMatch(String::isEmpty);
  }

  @Test
  void a_picture_as_large_as_the_screen_let_it_keeps_its_cells_after_the_size_changed() {
    for (var size : List.of("", ";width=100%", ";height=50%", ";width=30%;preserveAspectRatio=0")) {
      var screen = screen("one\r\ntwo\r\n" + large("inline=1" + size) + "\r\nthree\r\nfour\r\n$ ");
      for (var columns : List.of(13, 50)) {
        screen.resize(columns, columns / 2);
        assertRestored(screen);
      }
    }
  }

  @Test
  void a_picture_whose_end_comes_at_another_size_takes_the_cells_of_that_one() {
    var picture = large("inline=1;width=100%");
    var screen = screen("text" + picture.substring(0, 40));
    var restored = restored(screen);
    for (var each : List.of(screen, restored)) {
      each.resize(12, 9);
      write(each, picture.substring(40) + "\r\nend");
    }
    assertThat(drawn(restored)).isEqualTo(drawn(screen));
    assertRestored(screen);
  }

  @Test
  void a_wide_character_that_wraps_under_a_picture_stays_in_its_row() {
    var screen = new Screen(3, 13, PictureTest.LINES, PictureTest.BYTES);
    write(screen, "\u6f22\u5b57\u001b[4;6r\u001bPq~\u001b\\");
    assertThat(screen.text().get(1)).isEqualTo("\u5b57");
    assertThat(RandomPicturesTest.uncovered(restored(screen), screen))
        .isEqualTo(RandomPicturesTest.uncovered(screen, screen));
  }

  /// What somebody has who does not know pictures.
  private static Screen restoredWithoutPictures(Screen screen) {
    var copy = new String(screen.snapshot(), StandardCharsets.UTF_8);
    var text = copy.replaceAll("\u001bP[^\u001b]*\u001b\\\\|\u001b]1337;[^\u0007]*\u0007", "");
    var fresh = new Screen(screen.columns(), screen.rows(), PictureTest.LINES, PictureTest.BYTES);
    write(fresh, text);
    return fresh;
  }

  @Test
  void where_pictures_are_not_drawn_the_text_is_in_its_rows() {
    var screen = screen("before\r\nab" + PICTURE + "c\r\n" + "line\r\n".repeat(3) + sixel(9, 100));
    write(screen, "\r\nafter\u001b[5;9Hx\u001b7");
    var restored = restoredWithoutPictures(screen);
    assertThat(ScreenState.differences(ScreenState.of(screen), ScreenState.of(restored))).isEmpty();
    for (var seed = 0; seed < 1000; seed++) {
      var random = screen("");
      RandomPicturesTest.writeRandom(random, seed, RandomPicturesTest.OF_ANY_SCREEN);
      var other = restoredWithoutPictures(random);
      assertThat(RandomPicturesTest.uncovered(other, random))
          .as("%d", seed)
          .isEqualTo(RandomPicturesTest.uncovered(random, random));
      assertThat(other.historyLines()).as("%d", seed).isEqualTo(random.historyLines());
    }
  }
}
