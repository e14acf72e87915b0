package io.coredeck.identity;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// ed25519 keys as x25519 keys, as libsodium's `crypto_sign_ed25519_*_to_curve25519` has it, and
/// the agreement of two of them.
final class Curve25519 {
  private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final byte SIGN_BIT = (byte) 0x80;

  private Curve25519() {}

  static byte[] privateKey(KeyPair keys) {
    try {
      var hash = MessageDigest.getInstance("SHA-512").digest(keys.seed());
      var key = Arrays.copyOf(hash, X25519.SCALAR_SIZE);
      X25519.clampPrivateKey(key);
      return key;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-512; use a complete JDK", e);
    }
  }

  static byte[] publicKey(KeyPair keys) {
    return ofScalar(privateKey(keys));
  }

  /// @return the public key that belongs to an x25519 private key
  static byte[] ofScalar(byte[] privateKey) {
    var key = new byte[X25519.POINT_SIZE];
    X25519.scalarMultBase(privateKey, 0, key, 0);
    return key;
  }

  /// @param ed25519 a public key
  /// @return `(1 + y) / (1 - y)`
  /// @throws IllegalArgumentException if it is no usable point of the curve
  static byte[] ofEd25519(byte[] ed25519) {
    if (!Ed25519.validatePublicKeyFull(ed25519, 0)) {
      throw new IllegalArgumentException(
          "public key "
              + HexFormat.of().formatHex(ed25519)
              + " is no point of the curve; it must be an ed25519 key");
    }
    var yBytes = ed25519.clone();
    yBytes[yBytes.length - 1] &= (byte) ~SIGN_BIT;
    var y = new BigInteger(1, reversed(yBytes));
    var u = BigInteger.ONE.add(y).multiply(BigInteger.ONE.subtract(y).modInverse(PRIME)).mod(PRIME);
    var bigEndian = new byte[X25519.POINT_SIZE];
    var digits = u.toByteArray();
    var length = Math.min(digits.length, bigEndian.length);
    System.arraycopy(digits, digits.length - length, bigEndian, bigEndian.length - length, length);
    return reversed(bigEndian);
  }

  /// @return the raw shared secret
  /// @throws IllegalArgumentException if the public key gives everybody the same secret
  static byte[] agree(byte[] privateKey, byte[] publicKey) {
    var shared = new byte[X25519.POINT_SIZE];
    if (!X25519.calculateAgreement(privateKey, 0, publicKey, 0, shared, 0)) {
      throw new IllegalArgumentException(
          "the public key has a small order; it must be a generated key");
    }
    return shared;
  }

  private static byte[] reversed(byte[] bytes) {
    var turned = new byte[bytes.length];
    for (var i = 0; i < bytes.length; i++) {
      turned[i] = bytes[bytes.length - 1 - i];
    }
    return turned;
  }
}
