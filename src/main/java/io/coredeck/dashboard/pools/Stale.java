package io.coredeck.dashboard.pools;

import io.coredeck.dashboard.grid.GridView;
import java.time.Duration;
import java.time.Instant;

/// Whether pools have to be asked for anew: they change when what uses them does. A burst of
/// changes is one.
final class Stale {

  private static final Duration LEAST = Duration.ofSeconds(2);

  private long asked;
  private Instant at = Instant.EPOCH;

  /// @param own what the person has reserved
  /// @return whether to ask now; who is told so asks
  boolean isStale(GridView own, Instant now) {
    var fingerprint = fingerprint(own);
    if (fingerprint == asked || now.isBefore(at.plus(LEAST))) {
      return false;
    }
    asked = fingerprint;
    at = now;
    return true;
  }

  private static long fingerprint(GridView own) {
    var sum = 1L;
    for (var one : own.live()) {
      sum = 31 * sum + one.id();
      sum = 31 * sum + one.nextAction().code();
      sum = 31 * sum + one.result().state().name().length();
    }
    return sum;
  }
}
