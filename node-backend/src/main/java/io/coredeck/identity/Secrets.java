package io.coredeck.identity;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.Blake2bDigest;

/// What a user tells a node without the explorer reading it: secret environment, log URLs,
/// WireGuard keys.
///
/// Version 0 is libsodium's sealed box, from nobody in particular to the node. Version 1 and above
/// is a secret box under a key that only user and node can compute.
public final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 24;

  private Secrets() {}

  /// As {@link io.coredeck.model.Reservation#version} says.
  ///
  /// @param otherPublicKeyHex the node's key
  /// @return hex
  public static String encrypt(int version, KeyPair own, String otherPublicKeyHex, byte[] plain) {
    return version == 0 ? seal(otherPublicKeyHex, plain) : box(own, otherPublicKeyHex, plain);
  }

  /// As {@link io.coredeck.model.Reservation#version} says. An empty text is the empty secret.
  ///
  /// @param otherPublicKeyHex the user's key; not looked at in version 0
  public static byte[] decrypt(int version, KeyPair own, String otherPublicKeyHex, String hex)
      throws SecretException {
    if (hex.isEmpty()) {
      return new byte[0];
    }
    return version == 0 ? unseal(own, hex) : unbox(own, otherPublicKeyHex, hex);
  }

  /// Version 0: a sealed box.
  ///
  /// @return hex, 48 bytes longer than the plain text
  public static String seal(String recipientPublicKeyHex, byte[] plain) {
    var recipient = publicKey(recipientPublicKeyHex);
    var seed = new byte[KEY_BYTES];
    RANDOM.nextBytes(seed);
    var ephemeral = Curve25519.ofScalar(seed);
    var key = SecretBox.hsalsa(agreed(seed, recipient));
    var cipher = SecretBox.encrypt(key, sealNonce(ephemeral, recipient), plain);
    return HexFormat.of().formatHex(joined(ephemeral, cipher));
  }

  /// Version 0, whatever the reservation's version says: WireGuard keys.
  ///
  /// @param hex not empty
  public static byte[] unseal(KeyPair own, String hex) throws SecretException {
    var sealed = cipherText(hex, KEY_BYTES + SecretBox.TAG_BYTES);
    var ephemeral = Arrays.copyOf(sealed, KEY_BYTES);
    var recipient = Curve25519.publicKey(own);
    byte[] key;
    try {
      key = SecretBox.hsalsa(agreed(Curve25519.privateKey(own), ephemeral));
    } catch (IllegalArgumentException _) {
      throw unreadable();
    }
    return SecretBox.decrypt(
            key,
            sealNonce(ephemeral, recipient),
            Arrays.copyOfRange(sealed, KEY_BYTES, sealed.length))
        .orElseThrow(Secrets::unreadable);
  }

  private static String box(KeyPair own, String otherPublicKeyHex, byte[] plain) {
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    var cipher = SecretBox.encrypt(boxKey(own, otherPublicKeyHex), nonce, plain);
    return HexFormat.of().formatHex(joined(nonce, cipher));
  }

  private static byte[] unbox(KeyPair own, String otherPublicKeyHex, String hex)
      throws SecretException {
    var boxed = cipherText(hex, NONCE_BYTES + SecretBox.TAG_BYTES);
    return SecretBox.decrypt(
            boxKey(own, otherPublicKeyHex),
            Arrays.copyOf(boxed, NONCE_BYTES),
            Arrays.copyOfRange(boxed, NONCE_BYTES, boxed.length))
        .orElseThrow(Secrets::unreadable);
  }

  private static byte[] boxKey(KeyPair own, String otherPublicKeyHex) {
    return blake2b(KEY_BYTES, agreed(Curve25519.privateKey(own), publicKey(otherPublicKeyHex)));
  }

  private static byte[] publicKey(String hex) {
    return Curve25519.ofEd25519(KeyPair.hexBytes("the public key", hex, KEY_BYTES));
  }

  private static byte[] agreed(byte[] privateKey, byte[] publicKey) {
    return Curve25519.agree(privateKey, publicKey);
  }

  private static byte[] sealNonce(byte[] ephemeral, byte[] recipient) {
    return blake2b(NONCE_BYTES, joined(ephemeral, recipient));
  }

  private static byte[] cipherText(String hex, int least) throws SecretException {
    byte[] bytes;
    try {
      bytes = HexFormat.of().parseHex(hex);
    } catch (IllegalArgumentException _) {
      throw new SecretException("the cipher text is not hex; encrypt the secret again");
    }
    if (bytes.length < least) {
      throw new SecretException(
          "the cipher text has %d bytes; it must have %d or more; encrypt the secret again"
              .formatted(bytes.length, least));
    }
    return bytes;
  }

  private static SecretException unreadable() {
    return new SecretException(
        "the cipher text is damaged or meant for another key; encrypt the secret for this node");
  }

  private static byte[] blake2b(int length, byte[] message) {
    var digest = new Blake2bDigest(length * Byte.SIZE);
    digest.update(message, 0, message.length);
    var hash = new byte[length];
    digest.doFinal(hash, 0);
    return hash;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    var both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
