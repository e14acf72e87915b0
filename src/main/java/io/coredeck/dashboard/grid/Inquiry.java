package io.coredeck.dashboard.grid;

import io.coredeck.dashboard.text.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Something the explorer is asked for again and again: when it last answered, and why it does not
/// now. Guarded by the lock of who asks.
final class Inquiry {

  private Instant at = Instant.EPOCH;
  private Instant lateFrom = Instant.MAX;
  private Instant failedFrom = Instant.MAX;
  private Optional<Refusal> trouble = Optional.empty();

  /// @param patience after so long without an answer there is trouble
  void asks(Instant now, Duration patience) {
    lateFrom = now.plus(patience);
  }

  /// @return whether it had failed before
  boolean answers(Instant now) {
    var isBack = trouble.isPresent();
    at = now;
    lateFrom = Instant.MAX;
    failedFrom = Instant.MAX;
    trouble = Optional.empty();
    return isBack;
  }

  void fails(Instant now, Refusal why) {
    if (trouble.isEmpty()) {
      failedFrom = now;
    }
    lateFrom = Instant.MAX;
    trouble = Optional.of(why);
  }

  /// Where an answer comes only when something changes, what is known holds good until asking
  /// fails.
  ///
  /// @param other asked all the time
  /// @return from when what both have said is
  Instant goodWith(Inquiry other) {
    return other.at.isBefore(failedFrom) ? other.at : failedFrom;
  }

  boolean isAnswered() {
    return at.isAfter(Instant.EPOCH);
  }

  /// @return whether asking failed last, so that nothing is known since
  boolean hasFailed() {
    return trouble.isPresent();
  }

  /// @return empty if all is well
  Optional<Refusal> trouble(Instant now) {
    return trouble.isEmpty() && now.isAfter(lateFrom) ? Optional.of(Refusal.NO_ANSWER) : trouble;
  }
}
