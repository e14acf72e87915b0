package io.coredeck.identity;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/// The name of a node: its public key in base58 (Bitcoin's alphabet, a leading zero byte is `1`).
public final class NodeId {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());
  private static final int KEY_BYTES = 32;

  /// A key in base58 has at most this many characters; longer texts are refused unread.
  private static final int LONGEST = 44;

  private NodeId() {}

  /// @param publicKeyHex 64 hex characters
  public static String ofHex(String publicKeyHex) {
    return ofBytes(KeyPair.hexBytes("the public key", publicKeyHex, KEY_BYTES));
  }

  /// @return 64 hex characters
  /// @throws IllegalArgumentException if it is no node id
  public static String toHex(String nodeId) {
    return HexFormat.of().formatHex(bytes(nodeId));
  }

  static String ofBytes(byte[] key) {
    var digits = new StringBuilder();
    for (var rest = new BigInteger(1, key); rest.signum() > 0; rest = rest.divide(BASE)) {
      digits.append(ALPHABET.charAt(rest.mod(BASE).intValue()));
    }
    for (var i = 0; i < key.length && key[i] == 0; i++) {
      digits.append('1');
    }
    return digits.reverse().toString();
  }

  private static byte[] bytes(String nodeId) {
    if (nodeId.length() > LONGEST) {
      throw notANodeId(nodeId.substring(0, LONGEST) + "…");
    }
    var zeros = 0;
    while (zeros < nodeId.length() && nodeId.charAt(zeros) == '1') {
      zeros++;
    }
    var number = BigInteger.ZERO;
    for (var c : nodeId.substring(zeros).toCharArray()) {
      var digit = ALPHABET.indexOf(c);
      if (digit < 0) {
        throw notANodeId(nodeId);
      }
      number = number.multiply(BASE).add(BigInteger.valueOf(digit));
    }
    var magnitude = (number.bitLength() + Byte.SIZE - 1) / Byte.SIZE;
    if (zeros + magnitude != KEY_BYTES) {
      throw notANodeId(nodeId);
    }
    var signed = number.toByteArray();
    var key = new byte[KEY_BYTES];
    var digits = Arrays.copyOfRange(signed, signed.length - magnitude, signed.length);
    System.arraycopy(digits, 0, key, zeros, magnitude);
    return key;
  }

  private static IllegalArgumentException notANodeId(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is no node id; it must be 32 bytes in base58");
  }
}
