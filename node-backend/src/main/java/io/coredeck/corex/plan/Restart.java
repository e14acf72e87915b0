package io.coredeck.corex.plan;

import java.util.Arrays;
import java.util.Locale;

/// Whether a process that has ended by itself is started again.
///
/// @param policy after which ends
/// @param attempts how often in a row, 0 to {@link #ATTEMPTS_LIMIT}
public record Restart(Policy policy, int attempts) {

  /// The most attempts that can be asked for.
  public static final int ATTEMPTS_LIMIT = 1_000_000;

  /// The attempts in a row if nothing else is asked for.
  public static final int DEFAULT_ATTEMPTS = 10;

  public static final Restart NEVER = new Restart(Policy.NEVER, DEFAULT_ATTEMPTS);

  public Restart {
    if (attempts < 0 || attempts > ATTEMPTS_LIMIT) {
      throw new IllegalArgumentException(
          "max_restarts is %d; it must be 0 to %d".formatted(attempts, ATTEMPTS_LIMIT));
    }
  }

  /// After which ends a process is started again.
  public enum Policy {
    NEVER,
    /// After a status other than 0, a signal, or if it could not be started.
    ON_FAILURE,
    ALWAYS;

    /// @return as people write it, e.g. `on-failure`
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @param word as people write it
    /// @throws IllegalArgumentException if there is none such
    public static Policy of(String word) {
      return Arrays.stream(values())
          .filter(policy -> policy.word().equals(word))
          .findFirst()
          .orElseThrow(() ->
              new IllegalArgumentException(
                  "restart is '%s'; it must be never, on-failure or always".formatted(word)));
    }
  }

  boolean wantedAfter(boolean failure) {
    return policy == Policy.ALWAYS || (policy == Policy.ON_FAILURE && failure);
  }
}
