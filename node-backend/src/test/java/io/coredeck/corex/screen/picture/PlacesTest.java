package io.coredeck.corex.screen.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/// What is promised of the places of pictures.
class PlacesTest {
  private static final int BYTES = 1 << 24;
  private static final int COLUMNS = 80;

  private final Pictures pictures = new Pictures(BYTES);

  /// @return number of a picture of one column
  private int picture(int rows) {
    var text = new PictureText();
    text.beginSixel("");
    var bytes = ("\"1;1;7;" + rows * Cells.HEIGHT).getBytes(StandardCharsets.US_ASCII);
    text.addAscii(bytes, 0, bytes.length);
    return pictures.add(text, text.cells(COLUMNS, 24), COLUMNS, 24);
  }

  @Test
  void a_place_is_looked_at_for_its_own_rows_alone() {
    var rows = 10_000;
    var each = 2;
    var height = 3;
    var places = new Places(pictures);
    for (var row = 0; row < rows; row++) {
      for (var column = 0; column < each; column++) {
        places.see(row, column, Tile.of(picture(height), 0, 0));
      }
    }
    places.end(rows + height, BYTES);
    for (var row = 0; row < rows + height; row++) {
      var drawn = places.startingAt(row, height).size();
      assertThat(drawn).isEqualTo(row < rows ? each : 0);
      assertThat(places.columns(row, COLUMNS).cardinality()).isEqualTo(row < rows + 2 ? each : 0);
    }
    assertThat(places.looks()).isLessThanOrEqualTo((long) rows * each * (height + 2));
  }

  @Test
  void the_columns_of_a_row_are_known_also_if_rows_before_were_not_asked_for() {
    var places = new Places(pictures);
    places.see(1, 2, Tile.of(picture(4), 0, 0));
    places.see(3, 5, Tile.of(picture(1), 0, 0));
    places.see(7, 7, Tile.of(picture(1), 0, 0));
    places.end(9, BYTES);
    assertThat(places.columns(3, COLUMNS)).isEqualTo(BitSet.valueOf(new long[] {1 << 2 | 1 << 5}));
    assertThat(places.columns(4, COLUMNS)).isEqualTo(BitSet.valueOf(new long[] {1 << 2}));
    assertThat(places.columns(5, COLUMNS).isEmpty()).isTrue();
  }

  @Test
  void a_picture_of_which_the_first_row_is_not_seen_has_no_place() {
    var places = new Places(pictures);
    var torn = Tile.of(picture(5), 3, 0);
    places.see(600, 0, torn);
    places.end(700, BYTES);
    assertThat(places.isDrawn(torn)).isFalse();
    assertThat(places.isCovered(597)).isFalse();
  }

  @Test
  void the_newest_pictures_that_fit_have_a_place() {
    var places = new Places(pictures);
    var older = Tile.of(picture(1), 0, 0);
    var newer = Tile.of(picture(1), 0, 0);
    places.see(0, 0, older);
    places.see(1, 0, newer);
    places.end(2, 20);
    assertThat(places.isDrawn(older)).isFalse();
    assertThat(places.isDrawn(newer)).isTrue();
    assertThat(places.bytes()).isBetween(1, 20);
  }
}
