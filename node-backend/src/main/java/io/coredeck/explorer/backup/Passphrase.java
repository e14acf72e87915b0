package io.coredeck.explorer.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.wire.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Encrypts the key file for a copy: AES-256-GCM with a key that Argon2id makes of a passphrase.
///
/// Source: RFC 9106; 64 MiB and three passes, its second recommendation.
final class Passphrase {

  /// Characters of the shortest that is taken.
  static final int SHORTEST = 12;

  private static final int LONGEST_BYTES = 4096;
  private static final int MEMORY_KIB = 64 * 1024;
  private static final int PASSES = 3;
  private static final int LANES = 4;
  private static final int SALT_BYTES = 16;
  private static final int NONCE_BYTES = 12;
  private static final int KEY_BYTES = 32;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String text;

  private Passphrase(String text) {
    this.text = text;
  }

  /// @param file holds it in its first line; `-` for the standard input
  /// @throws BackupException if it is too short
  static Passphrase read(Path file, InputStream standard) throws IOException {
    try (var in = file.toString().equals("-") ? standard : Files.newInputStream(file)) {
      var line = new String(in.readNBytes(LONGEST_BYTES), UTF_8).lines().findFirst().orElse("");
      if (line.length() < SHORTEST) {
        throw new BackupException(
            "%s: its first line has %d characters; a passphrase must have %d or more"
                .formatted(file, line.length(), SHORTEST));
      }
      return new Passphrase(line);
    }
  }

  /// @return salt and cipher text, as the copy keeps them
  Map<String, Object> seal(String plain) {
    var salt = random(SALT_BYTES);
    var nonce = random(NONCE_BYTES);
    try {
      var sealed = cipher(Cipher.ENCRYPT_MODE, salt, nonce).doFinal(plain.getBytes(UTF_8));
      var base64 = Base64.getEncoder();
      return Map.of(
          "salt",
          base64.encodeToString(salt),
          "nonce",
          base64.encodeToString(nonce),
          "sealed",
          base64.encodeToString(sealed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot encrypt with AES-GCM", e);
    }
  }

  /// @param sealed of {@link #seal}
  /// @throws BackupException if it was sealed with another passphrase
  String open(JsonValue sealed) throws BackupException {
    try {
      var base64 = Base64.getDecoder();
      var salt = base64.decode(sealed.member("salt").text());
      var nonce = base64.decode(sealed.member("nonce").text());
      var text = base64.decode(sealed.member("sealed").text());
      return new String(cipher(Cipher.DECRYPT_MODE, salt, nonce).doFinal(text), UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new BackupException(
          "the key file in the backup does not open; the passphrase must be the one of the backup",
          e);
    }
  }

  private static byte[] random(int length) {
    var bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private Cipher cipher(int mode, byte[] salt, byte[] nonce) throws GeneralSecurityException {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(LANES)
            .withSalt(salt)
            .build());
    var key = new byte[KEY_BYTES];
    generator.generateBytes(text.getBytes(UTF_8), key);
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
