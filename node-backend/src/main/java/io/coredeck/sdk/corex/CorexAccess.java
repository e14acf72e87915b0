package io.coredeck.sdk.corex;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// What opens a CoreX. Its text shows no secret.
///
/// @param header value of `Authorization`; empty for a CoreX that is open to all who reach it
/// @param token what the first message of a terminal shows; empty if there is no secret
public record CorexAccess(Optional<String> header, Optional<String> token) {

  /// For a CoreX without credential, as those in containers are.
  public static final CorexAccess OPEN = new CorexAccess(Optional.empty(), Optional.empty());

  /// @param credential `user:password`, as CoreX was started with
  /// @throws IllegalArgumentException if there is no colon
  public static CorexAccess ofCredential(String credential) {
    if (credential.indexOf(':') < 0) {
      throw new IllegalArgumentException(
          "a credential of CoreX has no colon; it must be user:password");
    }
    var shown = Base64.getEncoder().encodeToString(credential.getBytes(StandardCharsets.UTF_8));
    return new CorexAccess(Optional.of("Basic " + shown), Optional.of(shown));
  }

  /// @param token one of those CoreX was started with
  public static CorexAccess ofToken(String token) {
    return new CorexAccess(Optional.of("Bearer " + token), Optional.of(token));
  }

  @Override
  public String toString() {
    return header.isPresent() ? "CorexAccess[not shown]" : "CorexAccess[open]";
  }
}
