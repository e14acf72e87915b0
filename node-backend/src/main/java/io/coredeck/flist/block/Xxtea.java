package io.coredeck.flist.block;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// XXTEA with the length as the last word, little endian; <https://github.com/xxtea/xxtea-c>. All
/// 16 bytes of the key count, also after a zero byte.
final class Xxtea {
  private static final int DELTA = 0x9E3779B9;
  private static final int KEY_WORDS = 4;
  private static final int LEAST_WORDS = 2;

  private Xxtea() {}

  static byte[] encrypt(byte[] plain, byte[] key) {
    var words = new int[(plain.length + 3) / Integer.BYTES + 1];
    var padded = java.util.Arrays.copyOf(plain, (words.length - 1) * Integer.BYTES);
    ints(padded).get(words, 0, words.length - 1);
    words[words.length - 1] = plain.length;
    if (words.length >= LEAST_WORDS) {
      encrypt(words, keyWords(key));
    }
    return bytes(words, words.length * Integer.BYTES);
  }

  /// @throws DamagedBlockException if this is no output of {@link #encrypt} with this key; most
  ///   wrong keys are noticed, not all
  static byte[] decrypt(byte[] encrypted, byte[] key) throws DamagedBlockException {
    if (encrypted.length % Integer.BYTES != 0 || encrypted.length < LEAST_WORDS * Integer.BYTES) {
      throw new DamagedBlockException(
          "has %d bytes; it must have 8 or more, in fours".formatted(encrypted.length));
    }
    var words = new int[encrypted.length / Integer.BYTES];
    ints(encrypted).get(words);
    decrypt(words, keyWords(key));
    var most = (words.length - 1) * Integer.BYTES;
    var length = words[words.length - 1];
    if (length < most - 3 || length > most) {
      throw new DamagedBlockException(
          "says it holds %d bytes; it can only be %d to %d".formatted(length, most - 3, most));
    }
    return bytes(words, length);
  }

  private static void encrypt(int[] v, int[] key) {
    var last = v.length - 1;
    var z = v[last];
    var sum = 0;
    for (int round = 6 + 52 / v.length; round > 0; round--) {
      sum += DELTA;
      var e = (sum >>> 2) & 3;
      for (int i = 0; i < last; i++) {
        z = v[i] += mix(sum, v[i + 1], z, key[(i & 3) ^ e]);
      }
      z = v[last] += mix(sum, v[0], z, key[(last & 3) ^ e]);
    }
  }

  private static void decrypt(int[] v, int[] key) {
    var last = v.length - 1;
    var y = v[0];
    for (int sum = (6 + 52 / v.length) * DELTA; sum != 0; sum -= DELTA) {
      var e = (sum >>> 2) & 3;
      for (int i = last; i > 0; i--) {
        y = v[i] -= mix(sum, y, v[i - 1], key[(i & 3) ^ e]);
      }
      y = v[0] -= mix(sum, y, v[last], key[e]);
    }
  }

  private static int mix(int sum, int y, int z, int key) {
    return (((z >>> 5) ^ (y << 2)) + ((y >>> 3) ^ (z << 4))) ^ ((sum ^ y) + (key ^ z));
  }

  private static int[] keyWords(byte[] key) {
    var words = new int[KEY_WORDS];
    ints(key).get(words);
    return words;
  }

  private static java.nio.IntBuffer ints(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
  }

  private static byte[] bytes(int[] words, int length) {
    var buffer = ByteBuffer.allocate(words.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asIntBuffer().put(words);
    return length == buffer.capacity()
        ? buffer.array()
        : java.util.Arrays.copyOf(buffer.array(), length);
  }
}
