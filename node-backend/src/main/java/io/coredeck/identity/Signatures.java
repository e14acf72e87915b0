package io.coredeck.identity;

import io.coredeck.model.Result;
import io.coredeck.model.registry.User;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/// Whether a signature is right, and what is signed where it is not a reservation ({@link
/// Challenges}) or a call ({@link HttpSignature}).
public final class Signatures {

  private Signatures() {}

  /// @param publicKeyHex 64 hex characters
  /// @param message what was signed
  /// @param signatureHex 128 hex characters; anything else is no right signature
  /// @throws IllegalArgumentException if the key is no 64 hex characters
  public static boolean verify(String publicKeyHex, byte[] message, String signatureHex) {
    var key = KeyPair.hexBytes("the public key", publicKeyHex, Ed25519.PUBLIC_KEY_SIZE);
    byte[] signature;
    try {
      signature = KeyPair.hexBytes("the signature", signatureHex, Ed25519.SIGNATURE_SIZE);
    } catch (IllegalArgumentException _) {
      return false;
    }
    return verify(key, message, signature);
  }

  static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return signature.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.verify(signature, 0, publicKey, 0, message, 0, message.length);
  }

  /// @param publicKeyHex 64 hex characters
  /// @return whether it is a point of the curve, so that it can belong to somebody
  public static boolean isPublicKey(String publicKeyHex) {
    try {
      var key = KeyPair.hexBytes("the public key", publicKeyHex, Ed25519.PUBLIC_KEY_SIZE);
      return Ed25519.validatePublicKeyPartial(key, 0);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  /// @param json {@link io.coredeck.model.registry.PoolOrder#json()} as it came
  /// @return what a customer or sponsor signs
  public static byte[] ofPoolOrder(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }

  /// @param id the user's id, from the path of the call
  /// @param user as it should be; empty members as they were sent
  /// @return what a user signs to change itself
  public static byte[] ofUserUpdate(long id, User user) {
    return (id + user.name() + user.email() + user.host() + user.description() + user.pubkey())
        .getBytes(StandardCharsets.UTF_8);
  }

  /// @return what a node signs when it answers: the state as one byte, the message, the data
  public static byte[] ofResult(Result result) {
    var signed = new ByteArrayOutputStream();
    signed.write(result.state().ordinal());
    signed.writeBytes(result.message().getBytes(StandardCharsets.UTF_8));
    signed.writeBytes(result.dataJson().getBytes(StandardCharsets.UTF_8));
    return signed.toByteArray();
  }
}
