package io.coredeck.sdk.network;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.XECPrivateKey;
import java.security.interfaces.XECPublicKey;
import java.util.Base64;

/// A fresh pair of WireGuard keys: X25519 (RFC 7748), as wg(8) writes them.
///
/// @param privateKey base64 of 32 bytes
/// @param publicKey base64 of 32 bytes
record WireguardKeys(String privateKey, String publicKey) {

  private static final int BYTES = 32;

  /// @return keys nobody has
  static WireguardKeys generate() {
    try {
      var pair = KeyPairGenerator.getInstance("X25519").generateKeyPair();
      if (pair.getPrivate() instanceof XECPrivateKey secret
          && pair.getPublic() instanceof XECPublicKey open) {
        var encoder = Base64.getEncoder();
        return new WireguardKeys(
            encoder.encodeToString(secret.getScalar().orElseThrow()),
            encoder.encodeToString(littleEndian(open.getU().toByteArray())));
      }
      throw new IllegalStateException("this JDK's X25519 keys are of an unknown kind");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this JDK has no X25519", impossible);
    }
  }

  private static byte[] littleEndian(byte[] bigEndian) {
    var bytes = new byte[BYTES];
    for (var i = 0; i < BYTES && i < bigEndian.length; i++) {
      bytes[i] = bigEndian[bigEndian.length - 1 - i];
    }
    return bytes;
  }

  @Override
  public String toString() {
    return "WireguardKeys[" + publicKey + "]";
  }
}
