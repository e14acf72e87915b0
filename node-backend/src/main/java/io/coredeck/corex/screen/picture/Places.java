package io.coredeck.corex.screen.picture;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the pictures of a screen are drawn again, found from the parts of them that are seen. Rows
/// count from the first that is written.
///
/// A picture of which rows above or below are gone has no place, nor has one for whose bytes there
/// is no room; one that was torn apart has that of its first part.
public final class Places {

  /// @param row of its first row
  /// @param column of its first column
  public record Place(Picture picture, int row, int column) {

    /// @return how many rows it has
    public int height() {
      return picture.cells().rows();
    }

    private boolean covers(int otherRow) {
      return otherRow >= row && otherRow < row + height();
    }
  }

  private final Pictures pictures;
  private final Map<Integer, Place> found = new LinkedHashMap<>();
  private final BitSet covered = new BitSet();
  private int bytes;

  public Places(Pictures pictures) {
    this.pictures = pictures;
  }

  /// Takes a part of a picture that is seen; from the first row on.
  public void see(int row, int column, long tile) {
    var number = Tile.picture(tile);
    if (!found.containsKey(number)) {
      pictures
          .find(number)
          .map(picture -> new Place(picture, row - Tile.row(tile), column - Tile.column(tile)))
          .ifPresent(place -> found.put(number, place));
    }
  }

  /// All parts were seen.
  ///
  /// @param rows how many rows are written
  /// @param mostBytes of all pictures; the newest that fit have a place
  public void end(int rows, int mostBytes) {
    found
        .values()
        .removeIf(place -> place.row < 0 || place.column < 0 || place.row + place.height() > rows);
    for (var number : found.keySet().stream().sorted(Comparator.reverseOrder()).toList()) {
      var size = found.get(number).picture.sequence().length;
      if (bytes + size <= mostBytes) {
        bytes += size;
      } else {
        found.remove(number);
      }
    }
    found.values().forEach(place -> covered.set(place.row, place.row + place.height()));
  }

  /// @return how many bytes draw the pictures that have a place
  public int bytes() {
    return bytes;
  }

  /// @return whether a part of a picture comes into the row
  public boolean isCovered(int row) {
    return covered.get(row);
  }

  /// @return the pictures whose first row it is: those that fit into the screen, then others, each
  ///   oldest first
  public List<Place> startingAt(int row, int height) {
    var places = new ArrayList<Place>();
    if (covered.get(row)) {
      found.values().stream().filter(place -> place.row == row).forEach(places::add);
    }
    places.sort(
        Comparator.<Place>comparingInt(place -> place.height() > height ? 1 : 0)
            .thenComparingInt(place -> place.picture.number()));
    return places;
  }

  /// @return whether the part of a picture will be there when its picture is drawn again
  public boolean isDrawn(long tile) {
    return found.containsKey(Tile.picture(tile));
  }

  /// @return the columns of the pictures that come into a row
  public BitSet columns(int row, int columns) {
    var all = new BitSet();
    for (var place : found.values()) {
      if (place.covers(row)) {
        var end = Math.min(columns, place.column + place.picture.cells().columns());
        all.set(Math.min(place.column, end), end);
      }
    }
    return all;
  }
}
