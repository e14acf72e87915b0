package io.coredeck.waiting;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for what no event tells.
public final class Patience {

  /// A loop without a pause would take the CPU of what has to happen.
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

  private Patience() {}

  /// Looks again and again until it is so.
  ///
  /// @throws AssertionError if that is not within the limit, or this thread is interrupted
  public static void await(String what, Duration limit, BooleanSupplier condition) {
    var end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        throw new AssertionError("%s: not within %d s".formatted(what, limit.toSeconds()));
      }
      pause();
    }
  }

  /// The pause between two looks.
  public static void pause() {
    LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
  }
}
