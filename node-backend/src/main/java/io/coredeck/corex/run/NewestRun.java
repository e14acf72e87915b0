package io.coredeck.corex.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Number, times and outcome of the newest run. Not safe for use by several threads: {@link Life}
/// guards it.
final class NewestRun {
  private int number;
  private int lastOver;
  private Outcome outcome = Outcome.NONE;
  private Optional<Instant> started = Optional.empty();
  private Optional<Instant> ended = Optional.empty();
  private long startedNanos;
  private CompletableFuture<ExitStatus> end = CompletableFuture.completedFuture(outcome.exit());

  /// A run is to begin, so the end is one that is to come.
  void expect() {
    if (end.isDone()) {
      end = new CompletableFuture<>();
    }
  }

  /// @return completed while there is no program and none is to come
  CompletableFuture<ExitStatus> end() {
    return end;
  }

  /// @return tells those that wait for the end how it was; not to be run with the lock held
  Runnable endTeller() {
    var current = end;
    var how = outcome.exit();
    return () -> current.complete(how);
  }

  /// @return number of the run that begins, from 1 on
  int begin() {
    started = Optional.of(Instant.now());
    startedNanos = System.nanoTime();
    ended = Optional.empty();
    return ++number;
  }

  /// @return false if it is over already, or another run has begun
  boolean conclude(int run, Outcome how) {
    if (run != number || lastOver >= run) {
      return false;
    }
    lastOver = run;
    outcome = how;
    ended = Optional.of(Instant.now());
    return true;
  }

  int number() {
    return number;
  }

  /// @return whether there is none that is not over
  boolean isOver() {
    return lastOver == number;
  }

  /// @return how long ago it began
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  /// @return of the newest that is over
  Outcome outcome() {
    return outcome;
  }

  /// @return where a process is that has no run and is to have none
  State rest() {
    return number == 0 ? State.CREATED : outcome.state();
  }

  Optional<Instant> started() {
    return started;
  }

  Optional<Instant> ended() {
    return ended;
  }
}
