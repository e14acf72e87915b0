package io.coredeck.corex.plan;

import java.time.Duration;
import java.util.Optional;

/// How long a process that ends again and again is left alone before each new start. Not safe for
/// use by several threads.
public final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /// A process that ran so long has recovered.
  private static final Duration RECOVERED = Duration.ofSeconds(60);

  private Duration next = FIRST;
  private int inARow;
  private int total;
  private boolean gaveUp;

  /// Decides what happens after an end.
  ///
  /// @param failure whether it ended with a status other than 0, by a signal, or never ran
  /// @param ran how long it ran
  /// @return the pause before the next start; empty if there is none
  public Optional<Duration> after(Restart restart, boolean failure, Duration ran) {
    if (ran.compareTo(RECOVERED) >= 0) {
      next = FIRST;
      inARow = 0;
    }
    if (!restart.wantedAfter(failure)) {
      return Optional.empty();
    }
    if (inARow >= restart.attempts()) {
      gaveUp = true;
      return Optional.empty();
    }
    var pause = next;
    next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
    inARow++;
    total++;
    return Optional.of(pause);
  }

  /// Somebody starts the process: what was before does not count.
  public void reset() {
    next = FIRST;
    inARow = 0;
    total = 0;
    gaveUp = false;
  }

  /// @return starts by this since the last {@link #reset}
  public int total() {
    return total;
  }

  /// @return whether the last answer was none because there had been too many
  public boolean gaveUp() {
    return gaveUp;
  }
}
