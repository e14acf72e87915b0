package io.coredeck.node.telemetry.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Writes a Redis command as Redis reads it: the number of words, then each with its length.
public final class Words {
  private static final int FIRST_SIZE = 192;
  private static final int DIGITS = 20;

  private byte[] bytes;
  private int length;

  private Words(byte[] begun, int size) {
    bytes = Arrays.copyOf(begun, begun.length + size);
    length = begun.length;
  }

  /// @param words all of them; texts as UTF-8, numbers as decimals
  /// @return the whole command
  public static byte[] command(Object... words) {
    var all = begin(words.length);
    for (var word : words) {
      all.add(word.toString());
    }
    return all.bytes();
  }

  /// @param count how many words the command has
  public static Words begin(int count) {
    return new Words(new byte[0], FIRST_SIZE).head('*', count);
  }

  /// @param prefix what {@link #bytes()} gave
  /// @return the same words, to be continued
  public static Words after(byte[] prefix) {
    return new Words(prefix, FIRST_SIZE);
  }

  /// @param word sent as UTF-8
  public Words add(String word) {
    return add(word.getBytes(UTF_8));
  }

  /// @param word 0 or more, sent as a decimal number
  public Words add(long word) {
    return add(word, "");
  }

  /// @param word 0 or more, sent as a decimal number
  /// @param suffix behind the number, in the same word; ASCII
  public Words add(long word, String suffix) {
    var digits = digits(word);
    head('$', digits + suffix.length());
    reserve(digits + suffix.length() + 2);
    number(word, digits);
    for (int i = 0; i < suffix.length(); i++) {
      bytes[length++] = (byte) suffix.charAt(i);
    }
    endLine();
    return this;
  }

  /// @param word sent as it is
  public Words add(byte[] word) {
    head('$', word.length);
    reserve(word.length + 2);
    System.arraycopy(word, 0, bytes, length, word.length);
    length += word.length;
    endLine();
    return this;
  }

  /// @return what has been written so far
  public byte[] bytes() {
    return Arrays.copyOf(bytes, length);
  }

  /// @return the same as {@link #bytes()}, followed by anything; not to be written to any more
  byte[] buffer() {
    return bytes;
  }

  int length() {
    return length;
  }

  private Words head(char kind, int count) {
    reserve(1 + DIGITS + 2);
    bytes[length++] = (byte) kind;
    number(count, digits(count));
    endLine();
    return this;
  }

  private void number(long number, int digits) {
    var rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  private static int digits(long number) {
    if (number < 0) {
      throw new IllegalArgumentException("number is " + number + "; it must be 0 or more");
    }
    var digits = 1;
    for (var rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    return digits;
  }

  private void endLine() {
    bytes[length++] = '\r';
    bytes[length++] = '\n';
  }

  private void reserve(int more) {
    if (bytes.length < length + more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }
}
