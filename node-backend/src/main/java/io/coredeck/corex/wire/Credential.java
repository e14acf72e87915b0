package io.coredeck.corex.wire;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// The one user and password a CoreX may ask for. Compared in constant time, never printed.
public final class Credential {
  private static final String SCHEME = "basic ";

  private final String user;
  private final String token;

  /// @param userAndPassword separated by the first colon
  public Credential(String userAndPassword) {
    if (userAndPassword.indexOf(':') < 1) {
      throw new IllegalArgumentException(
          "the credential has no user or no colon; it must be user:password");
    }
    user = userAndPassword.substring(0, userAndPassword.indexOf(':'));
    token = Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
  }

  /// @return who it is that knows the password
  public String user() {
    return user;
  }

  /// @return base64 of user, colon, password
  public String token() {
    return token;
  }

  /// @param candidate from the first message of a socket
  public boolean isToken(String candidate) {
    return MessageDigest.isEqual(digest(token), digest(candidate));
  }

  /// @param header the whole value of `Authorization`
  public boolean isBasic(String header) {
    return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && isToken(header.substring(SCHEME.length()).strip());
  }

  @Override
  public String toString() {
    return "a credential";
  }

  /// Digests have one length, so the comparison tells nothing about the length of the token either.
  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
