package io.coredeck.corex.screen.cell;

/// The parts of pictures in a row of a history, as bytes behind those that print the row: runs of
/// cells that show columns of a picture one after the other, and how many runs there are.
public final class Tiles {
  private static final int RUN_BYTES = 12;
  private static final int COUNT_BYTES = 2;

  private Tiles() {}

  /// Adds the parts of pictures that a row shows.
  public static void write(Row row, Output out) {
    var runs = 0;
    for (var from = 0; from < row.columns(); ) {
      var tile = row.tile(from);
      var to = from + 1;
      if (tile != 0) {
        while (to < row.columns() && row.tile(to) == tile + to - from) {
          to++;
        }
        put(out, from, 2);
        put(out, to - from, 2);
        put(out, tile, Long.BYTES);
        runs++;
      }
      from = to;
    }
    put(out, runs, COUNT_BYTES);
  }

  private static void put(Output out, long value, int count) {
    for (var shift = (count - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      out.put((int) (value >> shift) & 0xFF);
    }
  }

  /// @param to where the bytes of a row end
  /// @param mark what {@link RowMark} says of it
  /// @return where those end that print it
  public static int endOfText(byte[] bytes, int to, int mark) {
    return RowMark.hasTiles(mark)
        ? to - COUNT_BYTES - RUN_BYTES * (int) number(bytes, to - COUNT_BYTES, COUNT_BYTES)
        : to;
  }

  /// Draws the parts of pictures over the cells of a row.
  public static void draw(byte[] bytes, int to, Row row) {
    read(
        bytes,
        to,
        (column, tile, count) -> {
          for (var more = 0; more < count; more++) {
            row.putTile(column + more, tile + more);
          }
        });
  }

  /// Reads the runs.
  ///
  /// @param to where the bytes of the row end
  static void read(byte[] bytes, int to, RunReader reader) {
    var end = to - COUNT_BYTES;
    var runs = (int) number(bytes, end, COUNT_BYTES);
    for (var at = end - RUN_BYTES * runs; at < end; at += RUN_BYTES) {
      reader.read(
          (int) number(bytes, at, 2),
          number(bytes, at + 4, Long.BYTES),
          (int) number(bytes, at + 2, 2));
    }
  }

  private static long number(byte[] bytes, int at, int count) {
    var number = 0L;
    for (var index = at; index < at + count; index++) {
      number = number << Byte.SIZE | (bytes[index] & 0xFF);
    }
    return number;
  }

  /// Takes one run after the other.
  @FunctionalInterface
  interface RunReader {

    /// @param column of the first cell
    /// @param tile the {@link io.coredeck.corex.screen.picture.Tile} in it
    /// @param count of cells
    void read(int column, long tile, int count);
  }
}
