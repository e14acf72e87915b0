package io.coredeck.dashboard.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.dashboard.signin.KeptSignIns.SignIn;
import io.coredeck.identity.KeyPair;
import io.coredeck.wire.Json;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Sign-ins as bytes that only their key opens: a nonce, then AES-256-GCM, which also covers the
/// number of the sign-in.
final class SignInCipher {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final SecureRandom RANDOM = new SecureRandom();

  private SignInCipher() {}

  /// @param key 32 bytes
  /// @param id of the sign-in
  static byte[] encrypted(SignIn one, byte[] key, String id) {
    var plain =
        Json.writeTree(
            Map.of(
                "seed", HexFormat.of().formatHex(one.keys().seed()),
                "session", one.session(),
                "tid", one.tid(),
                "generation", one.generation(),
                "until", one.until().toString()));
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      var box = cipher(Cipher.ENCRYPT_MODE, key, nonce, id).doFinal(plain.getBytes(UTF_8));
      var all = Arrays.copyOf(nonce, NONCE_BYTES + box.length);
      System.arraycopy(box, 0, all, NONCE_BYTES, box.length);
      return all;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this JDK cannot encrypt with " + CIPHER, impossible);
    }
  }

  /// @throws GeneralSecurityException if it was changed, or belongs to another key or number
  /// @throws JacksonException if it is not what this class writes; also {@link DateTimeException}
  ///   and {@link IllegalArgumentException}
  static SignIn decrypted(byte[] content, byte[] key, String id) throws GeneralSecurityException {
    if (content.length < NONCE_BYTES) {
      throw new GeneralSecurityException("it has " + content.length + " bytes only");
    }
    var nonce = Arrays.copyOf(content, NONCE_BYTES);
    var box = Arrays.copyOfRange(content, NONCE_BYTES, content.length);
    var plain = cipher(Cipher.DECRYPT_MODE, key, nonce, id).doFinal(box);
    var tree = JsonMapper.shared().readTree(new String(plain, UTF_8));
    return new SignIn(
        KeyPair.fromSeedHex(tree.path("seed").asString("")),
        tree.path("session").asString(""),
        tree.path("tid").asLong(),
        tree.path("generation").asLong(),
        Instant.parse(tree.path("until").asString("")));
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, String id)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(id.getBytes(UTF_8));
    return cipher;
  }
}
