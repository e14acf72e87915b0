package io.coredeck.corex.output;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Viewers that could not follow and were shown less than the whole screen get it when the process is
/// quiet.
final class Debts {

  /// A process that has printed nothing for so long is quiet.
  private static final Duration QUIET = Duration.ofMillis(400);

  private final Object lock;
  private final ScheduledExecutorService clock;

  /// @param lock of the broadcast
  Debts(Object lock, ScheduledExecutorService clock) {
    this.lock = lock;
    this.clock = clock;
  }

  /// Looks after a viewer that has nothing to show now. Called with the lock held.
  void owe(Attachment viewer, Scrollback output) {
    if (viewer.isOwedTheWhole(output)) {
      var end = output.end();
      var _ =
          clock.schedule(
              () -> pay(viewer, output, end), QUIET.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void pay(Attachment viewer, Scrollback output, long end) {
    synchronized (lock) {
      if (output.end() != end || !viewer.isOwedTheWhole(output)) {
        return;
      }
      viewer.startOver();
    }
    viewer.wake();
  }
}
