package io.coredeck.corex.screen.cell;

import java.util.Arrays;

/// Bytes for a terminal, put together piece by piece.
public final class Output {
  private static final int FIRST_SIZE = 256;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int length;

  /// @return the array that holds the bytes, as long as nothing is added
  public byte[] array() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public void clear() {
    length = 0;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }

  public Output put(int value) {
    room(1);
    bytes[length++] = (byte) value;
    return this;
  }

  public Output put(byte[] source, int from, int count) {
    room(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
    return this;
  }

  /// Adds text as UTF-8.
  public Output put(String text) {
    for (var at = 0; at < text.length(); ) {
      var codePoint = text.codePointAt(at);
      codePoint(codePoint);
      at += Character.charCount(codePoint);
    }
    return this;
  }

  /// Adds a number in decimal digits.
  ///
  /// @param value 0 or more
  public Output number(int value) {
    if (value >= 10) {
      number(value / 10);
    }
    return put('0' + value % 10);
  }

  /// Adds a control sequence with one number: `ESC [ value last`.
  public Output control(int value, char last) {
    return put("\u001b[").number(value).put(last);
  }

  /// Adds a control sequence with two numbers.
  public Output control(int first, int second, char last) {
    return put("\u001b[").number(first).put(';').number(second).put(last);
  }

  /// Adds one character as UTF-8.
  public Output codePoint(int value) {
    if (value < 0x80) {
      return put(value);
    }
    if (value < 0x800) {
      return put(0xC0 | value >> 6).tail(value, 0);
    }
    if (value < 0x10000) {
      return put(0xE0 | value >> 12).tail(value, 6).tail(value, 0);
    }
    return put(0xF0 | value >> 18).tail(value, 12).tail(value, 6).tail(value, 0);
  }

  private Output tail(int value, int shift) {
    return put(0x80 | ((value >> shift) & 0x3F));
  }

  /// Makes room for so many bytes at once: growing takes twice as much for a moment.
  public void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, length + more);
    }
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
