package io.coredeck.explorer.webhook;

import java.time.Duration;

/// How long to wait after failures: five seconds, then three times as long each time, of which up
/// to half is left out by chance, so that deliveries that failed together do not come back
/// together.
final class Backoff {

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final int FACTOR = 3;

  /// The longest wait of one delivery; together its tries take a little longer than {@link
  /// Bounds#MOST_AGE}.
  static final Duration LONGEST = Duration.ofHours(6);

  private Backoff() {}

  /// @param failures so far, 1 or more
  /// @param longest it is never longer
  /// @param chance from 0 to 1
  static Duration after(long failures, Duration longest, double chance) {
    var wait = FIRST;
    for (var i = 1L; i < failures && wait.compareTo(longest) < 0; i++) {
      wait = wait.multipliedBy(FACTOR);
    }
    var millis = Math.min(wait.toMillis(), longest.toMillis());
    return Duration.ofMillis(millis - (long) (millis / 2.0 * chance));
  }
}
