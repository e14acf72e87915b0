package io.coredeck.explorer.webhook.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// How deliveries are signed, so that receivers know who sent them, and when.
///
/// Source: Standard Webhooks, spec/standard-webhooks.md, "Signature scheme": `v1,` and base64 of
/// HMAC-SHA256 over `id.timestamp.body`; several with spaces between while a secret changes.
public final class Signing {

  private static final String PREFIX = "whsec_";
  private static final int SECRET_BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Signing() {}

  /// @return `whsec_` and 32 random bytes in base64
  public static String newSecret() {
    var bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  /// @param secrets of {@link #newSecret}, the current one first
  /// @param id without full stops
  /// @param timestamp of the try, seconds since 1970
  /// @return the value of `webhook-signature`
  public static String sign(List<String> secrets, String id, long timestamp, String body) {
    var signed = "%s.%d.%s".formatted(id, timestamp, body).getBytes(UTF_8);
    return secrets.stream()
        .map(secret -> "v1," + Base64.getEncoder().encodeToString(mac(secret, signed)))
        .collect(Collectors.joining(" "));
  }

  private static byte[] mac(String secret, byte[] signed) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      var key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(signed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no " + ALGORITHM, e);
    }
  }
}
