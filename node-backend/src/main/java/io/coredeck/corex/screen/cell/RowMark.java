package io.coredeck.corex.screen.cell;

/// What has to be known of a row beside its bytes to print it again, in one number.
public final class RowMark {
  private static final int END = 0xFFFF;
  private static final int WRAPPED = 1 << 16;
  private static final int WIDE_FIRST = 1 << 17;
  private static final int PLAIN_FIRST = 1 << 18;
  private static final int STYLED_END = 1 << 19;
  private static final int TILES = 1 << 20;

  private RowMark() {}

  /// @param columns no more than these count
  public static int of(Row row, int columns, Styles styles) {
    var end = row.contentEnd(columns);
    var mark = end | (row.isWrapped() ? WRAPPED : 0);
    if (!row.isEmpty(0)) {
      mark |= row.isWide(0) ? WIDE_FIRST : 0;
      mark |= (styles.back(row.style(0)) & Styles.KIND) == 0 ? PLAIN_FIRST : 0;
    }
    mark |= row.hasTiles() ? TILES : 0;
    return row.end(columns) > end ? mark | STYLED_END : mark;
  }

  /// @return the mark of a row of printable ASCII in the default style
  public static int ofPlainText(int length) {
    return length == 0 ? 0 : length | PLAIN_FIRST;
  }

  /// @return columns up to the last that was printed to
  public static int end(int mark) {
    return mark & END;
  }

  /// @return whether the row goes on with the text of the row before
  public static boolean isWrapped(int mark) {
    return (mark & WRAPPED) != 0;
  }

  public static int unwrapped(int mark) {
    return mark & ~WRAPPED;
  }

  /// @return whether the row has parts of pictures; the bytes of a row of a history end with them
  public static boolean hasTiles(int mark) {
    return (mark & TILES) != 0;
  }

  static int withoutTiles(int mark) {
    return mark & ~TILES;
  }

  /// @return whether the row starts with a wide character
  public static boolean startsWide(int mark) {
    return (mark & WIDE_FIRST) != 0;
  }

  /// @return whether the row starts with a character on the default background
  public static boolean startsPlain(int mark) {
    return (mark & PLAIN_FIRST) != 0;
  }

  /// @return whether coloured empty cells come after the last character
  public static boolean hasStyledEnd(int mark) {
    return (mark & STYLED_END) != 0;
  }
}
