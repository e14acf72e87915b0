package io.coredeck.corex.screen.picture;

/// The part of a picture in one cell, as a number; 0 is none.
public final class Tile {
  private static final int NUMBER_SHIFT = 32;
  private static final int ROW_SHIFT = 16;
  private static final int PART = 0xFFFF;

  private Tile() {}

  /// @param picture its number, from 1 on
  /// @param row counted from the first of the picture
  /// @param column counted from the first of the picture
  public static long of(int picture, int row, int column) {
    return (long) picture << NUMBER_SHIFT | (long) row << ROW_SHIFT | column;
  }

  /// @return the number of the picture
  public static int picture(long tile) {
    return (int) (tile >> NUMBER_SHIFT);
  }

  /// @return the row within the picture
  public static int row(long tile) {
    return (int) (tile >> ROW_SHIFT) & PART;
  }

  /// @return the column within the picture
  public static int column(long tile) {
    return (int) tile & PART;
  }
}
