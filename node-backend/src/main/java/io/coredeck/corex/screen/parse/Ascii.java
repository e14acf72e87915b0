package io.coredeck.corex.screen.parse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks through ASCII text quickly, eight bytes at a time.
public final class Ascii {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long EACH_HIGH_BIT = 0x8080808080808080L;
  private static final long EACH_ONE = 0x0101010101010101L;
  private static final long EACH_SPACE = 0x2020202020202020L;
  private static final byte DELETE = 0x7F;

  private Ascii() {}

  /// @param to after the last byte
  /// @return the first byte that is not a character from space to tilde, or `to`
  public static int endOfCharacters(byte[] bytes, int from, int to) {
    var at = from;
    while (at + Long.BYTES <= to && areCharacters((long) WORDS.get(bytes, at))) {
      at += Long.BYTES;
    }
    while (at < to && isCharacter(bytes[at])) {
      at++;
    }
    return at;
  }

  static boolean isCharacter(byte value) {
    return value >= ' ' && value != DELETE;
  }

  /// The highest bit of a byte is set by adding one to 0x7F, by taking 0x20 from less, or was set.
  private static boolean areCharacters(long word) {
    return ((word | (word + EACH_ONE) | (word - EACH_SPACE)) & EACH_HIGH_BIT) == 0;
  }
}
