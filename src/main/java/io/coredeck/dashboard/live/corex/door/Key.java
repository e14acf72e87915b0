package io.coredeck.dashboard.live.corex.door;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/// What opens a CoreX that asks for a credential of its own. Never printed.
public final class Key {

  /// Characters of a user, a password or a token.
  public static final int LONGEST = 1024;

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]{1," + LONGEST + "}");

  private final String authorization;

  private Key(String authorization) {
    this.authorization = authorization;
  }

  /// @throws IllegalArgumentException what they must be; the message tells neither
  public static Key ofPassword(String user, String password) {
    if (user.isEmpty() || user.indexOf(':') >= 0 || user.length() > LONGEST) {
      throw new IllegalArgumentException(
          "user: it must be 1 to %d characters without a colon".formatted(LONGEST));
    }
    if (password.length() > LONGEST) {
      throw new IllegalArgumentException(
          "password: it must be at most %d characters".formatted(LONGEST));
    }
    var both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new Key("Basic " + Base64.getEncoder().encodeToString(both));
  }

  /// @throws IllegalArgumentException what it must be; the message does not tell it
  public static Key ofToken(String token) {
    if (!TOKEN.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "token: it must be 1 to %d letters, digits and . _ ~ + / = -".formatted(LONGEST));
    }
    return new Key("Bearer " + token);
  }

  /// @return the value of the header `Authorization`, for CoreX alone
  public String authorization() {
    return authorization;
  }

  @Override
  public String toString() {
    return "a key";
  }
}
