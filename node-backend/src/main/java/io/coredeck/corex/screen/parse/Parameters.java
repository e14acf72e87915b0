package io.coredeck.corex.screen.parse;

/// The numbers of a control sequence, each with numbers of its own behind colons.
///
/// A number left out is 0, one left out behind a colon is -1. Too many are ignored, too large ones
/// are the largest.
///
/// Source: ECMA-48 5.4.2; the limits are those of xterm.js.
public final class Parameters {
  private static final int LIMIT = 32;

  private final int[] values = new int[LIMIT];
  private final int[] subValues = new int[LIMIT];
  private final int[] subStarts = new int[LIMIT];
  private final int[] subEnds = new int[LIMIT];
  private int count;
  private int subCount;
  private boolean inSub;
  private boolean full;
  private boolean subFull;

  Parameters() {
    reset();
  }

  /// Starts with one number, 0.
  void reset() {
    count = 0;
    subCount = 0;
    full = false;
    subFull = false;
    next();
  }

  /// Takes a digit, a semicolon or a colon.
  void take(int character) {
    switch (character) {
      case ';' -> next();
      case ':' -> nextSub();
      default -> digit(character - '0');
    }
  }

  private void next() {
    inSub = false;
    if (count == LIMIT) {
      full = true;
      return;
    }
    subStarts[count] = subCount;
    subEnds[count] = subCount;
    values[count++] = 0;
  }

  private void nextSub() {
    inSub = true;
    if (full || subCount == LIMIT) {
      subFull = true;
      return;
    }
    subValues[subCount++] = -1;
    subEnds[count - 1] = subCount;
  }

  private void digit(int digit) {
    if (full || (inSub && (subFull || subCount == 0))) {
      return;
    }
    if (inSub) {
      subValues[subCount - 1] = appended(Math.max(0, subValues[subCount - 1]), digit);
    } else {
      values[count - 1] = appended(values[count - 1], digit);
    }
  }

  private static int appended(int value, int digit) {
    return (int) Math.min(Integer.MAX_VALUE, 10L * value + digit);
  }

  /// @return how many numbers there are
  public int count() {
    return count;
  }

  /// @return a number, 0 for one left out or beyond the last
  public int get(int index) {
    return index < count ? values[index] : 0;
  }

  /// @return the number, 1 for one left out or 0
  public int orOne(int index) {
    return Math.max(1, get(index));
  }

  /// @return how many numbers are behind colons of a number
  public int subCount(int index) {
    return subEnds[index] - subStarts[index];
  }

  /// @return a number behind a colon, -1 for one left out
  public int sub(int index, int subIndex) {
    return subValues[subStarts[index] + subIndex];
  }

  /// @return the numbers as they are written
  String text() {
    var text = new StringBuilder();
    for (var index = 0; index < count; index++) {
      text.append(index == 0 ? "" : ";").append(values[index]);
      for (var sub = 0; sub < subCount(index); sub++) {
        text.append(':').append(sub(index, sub) < 0 ? "" : sub(index, sub));
      }
    }
    return text.toString();
  }
}
