package io.coredeck.corex.plan;

import java.time.Duration;

/// How a process is stopped: a signal first, and SIGKILL if it is still there after a while.
///
/// @param signal 1 to 64
/// @param grace how long it may take, at most {@link #GRACE_LIMIT}
public record Stop(int signal, Duration grace) {

  /// The longest a process may take to end.
  public static final Duration GRACE_LIMIT = Duration.ofHours(1);

  public static final Stop DEFAULT = new Stop(Signals.TERM, Duration.ofSeconds(10));

  public Stop {
    if (signal < 1 || signal > Signals.LAST) {
      throw new IllegalArgumentException(
          "signal is %d; to stop a process it must be 1 to %d".formatted(signal, Signals.LAST));
    }
    if (grace.isNegative() || grace.compareTo(GRACE_LIMIT) > 0) {
      throw new IllegalArgumentException(
          "grace is %d seconds; it must be 0 to %d"
              .formatted(grace.toSeconds(), GRACE_LIMIT.toSeconds()));
    }
  }
}
