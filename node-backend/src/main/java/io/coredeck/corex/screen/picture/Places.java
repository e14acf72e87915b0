package io.coredeck.corex.screen.picture;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where the pictures of a screen are drawn again, found from the parts of them that are seen. Rows
/// count from the first that is written.
///
/// A picture of which nothing is seen in its first row, or rows below are gone, has no place, nor
/// has one for whose bytes there is no room. One that was torn apart has that of its first part.
public final class Places {

  /// @param row of its first row
  /// @param column of its first column
  public record Place(Picture picture, int row, int column) {

    /// @return how many rows it has
    public int height() {
      return picture.cells().rows();
    }
  }

  private static final Comparator<Place> OLDEST_FIRST =
      Comparator.comparingInt(place -> place.picture.number());

  private final Pictures pictures;
  private final Map<Integer, Place> found = new LinkedHashMap<>();
  private final Map<Integer, List<Place>> starting = new HashMap<>();
  private final BitSet covered = new BitSet();
  private int bytes;

  /// The places that come into the row that is written.
  private final List<Place> active = new ArrayList<>();

  /// The next row of which places become active.
  private int next;

  private long looks;

  public Places(Pictures pictures) {
    this.pictures = pictures;
  }

  /// Takes a part of a picture that is seen; from the first row on.
  public void see(int row, int column, long tile) {
    var number = Tile.picture(tile);
    if (!found.containsKey(number) && Tile.row(tile) == 0) {
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
    found.values().removeIf(place -> place.column < 0 || place.row + place.height() > rows);
    var newest = new ArrayList<>(found.values());
    newest.sort(OLDEST_FIRST.reversed());
    for (var place : newest) {
      var size = place.picture.sequence().length;
      if (bytes + size <= mostBytes) {
        bytes += size;
      } else {
        found.remove(place.picture.number());
      }
    }
    for (var place : found.values()) {
      covered.set(place.row, place.row + place.height());
      starting.computeIfAbsent(place.row, _ -> new ArrayList<>()).add(place);
    }
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
    var places = new ArrayList<>(starting.getOrDefault(row, List.of()));
    looks += places.size();
    places.sort(
        Comparator.<Place>comparingInt(place -> place.height() > height ? 1 : 0)
            .thenComparing(OLDEST_FIRST));
    return places;
  }

  /// @return whether the part of a picture will be there when its picture is drawn again
  public boolean isDrawn(long tile) {
    return found.containsKey(Tile.picture(tile));
  }

  /// @param row not before the one of the last call
  /// @return the columns of the pictures that come into the row
  public BitSet columns(int row, int columns) {
    for (; next <= row; next++) {
      active.addAll(starting.getOrDefault(next, List.of()));
    }
    looks += active.size();
    active.removeIf(place -> row >= place.row + place.height());
    var all = new BitSet();
    for (var place : active) {
      var end = Math.min(columns, place.column + place.picture.cells().columns());
      all.set(Math.min(place.column, end), end);
    }
    return all;
  }

  /// @return how often a place was looked at while rows were written
  long looks() {
    return looks;
  }
}
