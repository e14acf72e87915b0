package io.coredeck.corex.output.flood;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks through much ASCII text quickly, eight bytes at a time.
final class PlainText {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long EACH_HIGH_BIT = 0x8080808080808080L;
  private static final long EACH_ONE = 0x0101010101010101L;
  private static final long EACH_SPACE = 0x2020202020202020L;
  private static final byte DELETE = 0x7F;

  private PlainText() {}

  /// @param to after the last byte
  /// @return the first byte that is not a character from space to tilde, or `to`
  static int endOfCharacters(byte[] bytes, int from, int to) {
    var at = from;
    while (at + Long.BYTES <= to && areCharacters((long) WORDS.get(bytes, at))) {
      at += Long.BYTES;
    }
    while (at < to && bytes[at] >= ' ' && bytes[at] != DELETE) {
      at++;
    }
    return at;
  }

  /// The highest bit of a byte is set by adding one to 0x7F, by taking 0x20 from less, or was set.
  private static boolean areCharacters(long word) {
    return ((word | (word + EACH_ONE) | (word - EACH_SPACE)) & EACH_HIGH_BIT) == 0;
  }

  /// @return whether all is characters and ends of lines
  static boolean isPlain(byte[] bytes, int to) {
    var at = endOfCharacters(bytes, 0, to);
    while (at < to) {
      if (bytes[at] != '\n' && bytes[at] != '\r') {
        return false;
      }
      at = endOfCharacters(bytes, at + 1, to);
    }
    return true;
  }

  /// Follows a cursor through plain text.
  ///
  /// @param columns of the screen
  /// @param column where the cursor is; the number of columns behind the last one
  /// @return where it is afterwards
  static int columnAfter(byte[] bytes, int from, int to, int columns, int column) {
    var at = from;
    var now = column;
    while (at < to) {
      var end = endOfCharacters(bytes, at, to);
      if (end > at) {
        now = (now + end - at - 1) % columns + 1;
        at = end;
      } else {
        if (bytes[at] == '\r') {
          now = 0;
        } else if (now == columns) {
          now = columns - 1; // as a terminal that goes down from behind the last column
        }
        at++;
      }
    }
    return now;
  }
}
