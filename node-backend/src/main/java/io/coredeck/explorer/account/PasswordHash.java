package io.coredeck.explorer.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// Passwords as Argon2id hashes in PHC form: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
///
/// Source: RFC 9106; the parameters are OWASP's for a server, 19 MiB and two passes.
final class PasswordHash {

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,3})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  private static final SecureRandom RANDOM = new SecureRandom();

  private PasswordHash() {}

  /// @return a new hash of the password, with a salt of its own
  static String of(String password) {
    var salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    var hash = hash(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES);
    var base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            MEMORY_KIB, PASSES, LANES, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /// Takes the same time whether it is the password or not.
  ///
  /// @param phc from {@link #of}
  /// @return whether it is the password
  static boolean isOf(String password, String phc) {
    var match = PHC.matcher(phc);
    if (!match.matches()) {
      throw new IllegalArgumentException("a stored password is no Argon2id hash in PHC form");
    }
    var expected = Base64.getDecoder().decode(match.group(5));
    var found =
        hash(
            password,
            Base64.getDecoder().decode(match.group(4)),
            Integer.parseInt(match.group(1)),
            Integer.parseInt(match.group(2)),
            Integer.parseInt(match.group(3)),
            expected.length);
    return MessageDigest.isEqual(found, expected);
  }

  private static byte[] hash(
      String password, byte[] salt, int memory, int passes, int lanes, int bytes) {
    var generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .build());
    var hash = new byte[bytes];
    generator.generateBytes(password.getBytes(UTF_8), hash);
    return hash;
  }
}
