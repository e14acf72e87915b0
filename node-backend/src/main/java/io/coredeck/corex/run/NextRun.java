package io.coredeck.corex.run;

import io.coredeck.corex.plan.Backoff;
import io.coredeck.corex.plan.Restart;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Whether and when another run follows. Not safe for use by several threads: {@link Life} guards
/// it.
final class NextRun {
  private final ScheduledExecutorService clock;
  private final Executor later;
  private final Backoff backoff = new Backoff();
  private @Nullable Future<?> start;
  private Optional<Instant> at = Optional.empty();
  private boolean asked;
  private boolean never;

  /// @param later runs what takes time
  NextRun(ScheduledExecutorService clock, Executor later) {
    this.clock = clock;
    this.later = later;
  }

  /// Somebody wants another run as soon as this one is over.
  void ask() {
    asked = true;
    backoff.reset();
  }

  /// @return whether somebody had asked, and does not any more
  boolean takeBack() {
    var was = asked;
    asked = false;
    return was;
  }

  boolean isAsked() {
    return asked;
  }

  void reset() {
    backoff.reset();
  }

  void never() {
    never = true;
    asked = false;
  }

  boolean isNever() {
    return never;
  }

  /// @param stopped whether somebody wanted the end
  /// @return the pause before the next run, if there is to be one
  Optional<Duration> after(Outcome outcome, Restart restart, boolean stopped, Duration ran) {
    var wanted = takeBack();
    if (never) {
      return Optional.empty();
    }
    if (wanted) {
      return Optional.of(Duration.ZERO);
    }
    return stopped ? Optional.empty() : backoff.after(restart, outcome.isFailure(), ran);
  }

  void begin(Duration pause, Runnable task) {
    at = Optional.of(Instant.now().plus(pause));
    start = clock.schedule(() -> later.execute(task), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  void cancel() {
    at = Optional.empty();
    if (start != null) {
      start.cancel(false);
    }
  }

  /// The run that was waited for begins.
  void begun() {
    at = Optional.empty();
  }

  Optional<Instant> at() {
    return at;
  }

  int restarts() {
    return backoff.total();
  }

  boolean gaveUp() {
    return backoff.gaveUp();
  }
}
