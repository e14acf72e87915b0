package io.coredeck.corex.screen.cell;

import java.util.Arrays;

/// How many columns characters take and which ones are drawn as one with those before them.
///
/// A state is what the next character has to know of those before it: 0 when nothing can be joined,
/// else their kind, the columns that all of them take, and whether the last one was joined.
///
/// Source: Unicode 15, UAX #29 (GB6 to GB13) in the form of `@xterm/addon-unicode-graphemes`, which
/// the page uses: GB11 asks only for the joiner, and a character alone takes at least one column.
public final class Graphemes {

  /// Nothing came before.
  public static final int START = 0;

  private static final int KIND = 0xF;
  private static final int WIDTH_SHIFT = 4;
  private static final int JOINED = 1 << 6;
  private static final int SEEN = 1 << 7;

  /// One narrow character came before that does not join the next by itself.
  public static final int PLAIN = SEEN | 1 << WIDTH_SHIFT;

  private static final int OTHER = 0;
  private static final int PREPEND = 1;
  private static final int EXTEND = 2;
  private static final int REGIONAL = 3;
  private static final int SPACING = 4;
  private static final int HANGUL_L = 5;
  private static final int HANGUL_V = 6;
  private static final int HANGUL_T = 7;
  private static final int HANGUL_LV = 8;
  private static final int HANGUL_LVT = 9;
  private static final int JOINER = 10;
  private static final int PICTOGRAPH = 11;

  private static final int ASCII_END = 0x7F;

  private int lastFrom;
  private int lastTo;
  private int lastProperties;

  /// @return whether the state is one in which printable ASCII joins nothing
  public static boolean isPlain(int state) {
    return (state & KIND) != PREPEND;
  }

  /// @return columns of what came before, joined
  public static int width(int state) {
    return state >> WIDTH_SHIFT & 3;
  }

  /// @return whether the last character belongs to the one before
  public static boolean joins(int state) {
    return (state & JOINED) != 0;
  }

  /// @return the state after one more character
  public int next(int state, int codePoint) {
    if (codePoint < ASCII_END && isPlain(state)) {
      return PLAIN;
    }
    var properties = properties(codePoint);
    var kind = properties & KIND;
    var width = properties >> WIDTH_SHIFT;
    if (state == START || !isJoined(state & KIND, kind)) {
      return SEEN | width << WIDTH_SHIFT | kind;
    }
    if (width(state) > width) {
      width = width(state);
    } else if (kind == REGIONAL) {
      width = 2;
    }
    return SEEN | JOINED | width << WIDTH_SHIFT | (kind == REGIONAL ? OTHER : kind);
  }

  private static boolean isJoined(int before, int after) {
    return switch (after) {
      case EXTEND, JOINER, SPACING -> true;
      case REGIONAL -> before == REGIONAL || before == PREPEND;
      case PICTOGRAPH -> before == JOINER || before == PREPEND;
      case HANGUL_L, HANGUL_LV, HANGUL_LVT -> before == HANGUL_L || before == PREPEND;
      case HANGUL_V ->
          before == HANGUL_L || before == HANGUL_V || before == HANGUL_LV || before == PREPEND;
      case HANGUL_T -> (before >= HANGUL_V && before <= HANGUL_LVT) || before == PREPEND;
      default -> before == PREPEND;
    };
  }

  /// @return kind and width of a character; neighbours mostly have the same, so the last are kept
  private int properties(int codePoint) {
    if (codePoint < lastFrom || codePoint >= lastTo) {
      var starts = GraphemeTable.STARTS;
      var found = Arrays.binarySearch(starts, codePoint);
      var at = found >= 0 ? found : -found - 2;
      lastFrom = starts[at];
      lastTo = at + 1 < starts.length ? starts[at + 1] : Integer.MAX_VALUE;
      lastProperties = GraphemeTable.PROPERTIES[at];
    }
    return lastProperties;
  }
}
