package io.coredeck.corex.screen;

import static io.coredeck.corex.screen.PictureTest.PICTURE;
import static io.coredeck.corex.screen.PictureTest.inline;
import static io.coredeck.corex.screen.PictureTest.large;
import static io.coredeck.corex.screen.PictureTest.restored;
import static io.coredeck.corex.screen.PictureTest.screen;
import static io.coredeck.corex.screen.PictureTest.sixel;
import static io.coredeck.corex.screen.PictureTest.write;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What is promised of pictures among all else that programs print.
class RandomPicturesTest {

  /// Kinds of what is printed, without pictures that may be higher than the screen.
  static final int OF_ANY_SCREEN = 20;

  private static final int ALL = 22;

  private static String random(Random random, int kinds) {
    var at = random.nextInt(5);
    var many = 1 + random.nextInt(4);
    return switch (random.nextInt(kinds)) {
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
      case 20 ->
          inline(List.of("inline=1", "inline=1;width=100%", "inline=1;height=50%").get(at % 3));
      case 21 -> large("inline=1" + (at < 3 ? "" : ";width=60%;height=80%"));
      case 16 -> "a long line that wraps around, perhaps twice".substring(0, 20 + 5 * many);
      default -> "\u001b[" + many + "ABCD".charAt(at % 4);
    };
  }

  /// @return the text of the screen's rows but for cells that a picture covers in another
  static List<String> uncovered(Screen screen, Screen other) {
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

  /// Changes the size, too, if any kind is allowed.
  static void writeRandom(Screen screen, int seed, int kinds) {
    var random = new Random(seed);
    for (var step = 0; step < 60; step++) {
      write(screen, random(random, kinds));
      if (random.nextInt(30) == 0 && kinds == ALL) {
        screen.resize(16 + random.nextInt(8), 4 + random.nextInt(6));
      }
    }
  }

  @Test
  void whatever_is_drawn_text_and_cursor_are_the_same_in_a_copy() {
    for (var seed = 0; seed < 3000; seed++) {
      var screen = screen("");
      writeRandom(screen, seed, ALL);
      var restored = restored(screen);
      assertThat(uncovered(restored, screen)).as("%d", seed).isEqualTo(uncovered(screen, screen));
      assertThat(restored.historyLines()).as("%d", seed).isEqualTo(screen.historyLines());
      assertThat(restored.cursorColumn()).as("%d", seed).isEqualTo(screen.cursorColumn());
      assertThat(restored.cursorRow()).as("%d", seed).isEqualTo(screen.cursorRow());
    }
  }
}
