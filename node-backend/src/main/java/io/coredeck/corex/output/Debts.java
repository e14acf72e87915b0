package io.coredeck.corex.output;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Viewers that could not follow, or for whose copy was no room, and were shown less than the whole
/// screen get it when the process is quiet.
final class Debts {

  /// A process that has printed nothing for so long is quiet.
  private static final Duration QUIET = Duration.ofMillis(400);

  private final Object lock;
  private final ScheduledExecutorService work;
  private final Memory memory;

  /// @param lock of the broadcast
  /// @param work runs what may take some milliseconds: showing the screen does
  /// @param memory for copies of what scrolled away
  Debts(Object lock, ScheduledExecutorService work, Memory memory) {
    this.lock = lock;
    this.work = work;
    this.memory = memory;
  }

  /// Looks after a viewer that has nothing to show now. Called with the lock held.
  void owe(Attachment viewer, Scrollback output) {
    if (viewer.isOwedTheWhole(output) && viewer.beginPayment()) {
      var end = output.end();
      var _ =
          work.schedule(() -> pay(viewer, output, end), QUIET.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void pay(Attachment viewer, Scrollback output, long end) {
    synchronized (lock) {
      viewer.endPayment();
      if (!viewer.isOwedTheWhole(output)) {
        return;
      }
      if (output.end() != end || !memory.canLend(viewer)) {
        owe(viewer, output);
        return;
      }
      viewer.startOver();
    }
    viewer.wake();
  }
}
