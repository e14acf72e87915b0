package io.coredeck.identity;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// An ed25519 key pair: the identity of a user or a node.
///
/// Immutable; {@link #toString()} does not show the secret part.
public final class KeyPair {

  /// Length of a seed.
  public static final int SEED_BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] seed;
  private final byte[] publicKey;

  private KeyPair(byte[] seed) {
    this.seed = seed;
    this.publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed, 0, publicKey, 0);
  }

  /// The key pair of RFC 8032 that belongs to a seed.
  ///
  /// @param seed 32 bytes
  public static KeyPair fromSeed(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException(
          "the seed has " + seed.length + " bytes; it must have " + SEED_BYTES);
    }
    return new KeyPair(seed.clone());
  }

  /// @param hex 64 hex characters
  public static KeyPair fromSeedHex(String hex) {
    return fromSeed(hexBytes("the seed", hex, SEED_BYTES));
  }

  /// @return a new identity
  public static KeyPair generate() {
    var seed = new byte[SEED_BYTES];
    RANDOM.nextBytes(seed);
    return new KeyPair(seed);
  }

  /// @return the 32 secret bytes
  public byte[] seed() {
    return seed.clone();
  }

  /// @return 64 hex characters
  public String publicKeyHex() {
    return HexFormat.of().formatHex(publicKey);
  }

  /// @return the name of a node with this key
  public String nodeId() {
    return NodeId.ofBytes(publicKey);
  }

  /// @param message any bytes, not hashed before
  /// @return 64 bytes
  public byte[] sign(byte[] message) {
    var signature = new byte[Ed25519.SIGNATURE_SIZE];
    Ed25519.sign(seed, 0, publicKey, 0, message, 0, message.length, signature, 0);
    return signature;
  }

  /// @param message any bytes, not hashed before
  /// @return 128 hex characters
  public String signHex(byte[] message) {
    return HexFormat.of().formatHex(sign(message));
  }

  /// Hex text of a known length.
  ///
  /// @throws IllegalArgumentException naming what is wrong with it
  static byte[] hexBytes(String name, String hex, int length) {
    if (hex.length() != 2 * length) {
      throw new IllegalArgumentException(
          "%s has %d characters; it must have %d hex characters"
              .formatted(name, hex.length(), 2 * length));
    }
    try {
      return HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException _) {
      throw new IllegalArgumentException(name + " is not hex; use 0-9 and a-f only");
    }
  }

  @Override
  public String toString() {
    return "KeyPair " + publicKeyHex();
  }
}
