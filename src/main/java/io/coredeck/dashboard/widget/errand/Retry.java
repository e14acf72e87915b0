package io.coredeck.dashboard.widget.errand;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When something that was asked for in vain is asked for again.
final class Retry {

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  private Duration pause = FIRST_PAUSE;
  private Optional<Instant> next = Optional.empty();
  private boolean wasAway;

  void worked() {
    pause = FIRST_PAUSE;
    next = Optional.empty();
  }

  void failed(Instant now) {
    next = Optional.of(now.plus(pause));
    var doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  /// @param answers whether the explorer does
  boolean isDue(Instant now, boolean answers) {
    var isBack = answers && wasAway;
    wasAway = !answers;
    return answers && next.filter(time -> isBack || !now.isBefore(time)).isPresent();
  }
}
