package io.coredeck.explorer.call;

import io.coredeck.identity.KeyPair;
import java.util.Optional;

/// Which user of the grid makes a call, and what proved it.
///
/// @param tid the user
/// @param token name of the token that stands for the user; empty if the user signed
/// @param keys the user's, where a token stands for the user: the explorer signs with them what the
///   bearer cannot
public record Caller(long tid, String token, Optional<KeyPair> keys) {

  /// Who signed the call or its body.
  public static Caller signed(long tid) {
    return new Caller(tid, "", Optional.empty());
  }

  /// @return `key`, or `token` with its name
  public String via() {
    return keys.isPresent() ? "token " + token : "key";
  }

  @Override
  public String toString() {
    return "Caller[tid=%d, via=%s]".formatted(tid, via());
  }
}
