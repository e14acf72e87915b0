package io.coredeck.corex.screen.parse;

import java.io.ByteArrayOutputStream;

/// Decodes UTF-8 byte by byte and leaves out what is not valid.
///
/// Source: RFC 3629; that nothing stands in for invalid bytes, and that a byte order mark is left
/// out, is xterm.js.
final class Utf8 {
  private static final int NOTHING = -1;
  private static final int LONGEST = 4;
  private static final int MARK = 0xFEFF;

  private final byte[] begun = new byte[LONGEST];
  private int count;
  private int length;
  private int codePoint;

  /// @return whether a character has begun
  boolean isInside() {
    return count > 0;
  }

  /// @return a code point, or -1 if none is complete
  int next(byte value) {
    if (count > 0) {
      if ((value & 0xC0) == 0x80) {
        return more(value);
      }
      count = 0;
    }
    return value >= 0 ? value : first(value);
  }

  private int first(byte value) {
    if ((value & 0xE0) == 0xC0) {
      begin(value, 2);
    } else if ((value & 0xF0) == 0xE0) {
      begin(value, 3);
    } else if ((value & 0xF8) == 0xF0) {
      begin(value, LONGEST);
    }
    return NOTHING;
  }

  private void begin(byte value, int bytes) {
    length = bytes;
    codePoint = value & (0x7F >> bytes);
    begun[0] = value;
    count = 1;
  }

  private int more(byte value) {
    codePoint = codePoint << 6 | (value & 0x3F);
    begun[count++] = value;
    if (count < length) {
      return NOTHING;
    }
    count = 0;
    return isValid() ? codePoint : NOTHING;
  }

  private boolean isValid() {
    return switch (length) {
      case 2 -> codePoint >= 0x80;
      case 3 ->
          codePoint >= 0x800
              && (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE)
              && codePoint != MARK;
      default ->
          codePoint >= Character.MIN_SUPPLEMENTARY_CODE_POINT
              && codePoint <= Character.MAX_CODE_POINT;
    };
  }

  /// Writes the bytes of a character that has begun.
  void writeUnfinished(ByteArrayOutputStream out) {
    out.write(begun, 0, count);
  }
}
