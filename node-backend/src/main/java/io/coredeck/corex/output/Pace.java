package io.coredeck.corex.output;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Lets a process pause and go on. Guarded by the broadcast's lock, but for the clock's task.
final class Pace {
  private final Object lock;
  private final ScheduledExecutorService clock;
  private final Duration stallLimit;
  private final BooleanSupplier hasRoom;
  private final Runnable giveUp;
  private final Runnable resume;
  private boolean paused;
  private long taken;

  /// @param lock guards this
  /// @param surroundings the clock, and how long the process waits for viewers that take nothing
  /// @param hasRoom whether more may be printed; called with the lock held
  /// @param giveUp the viewers there are now are not waited for any more; called with the lock held
  /// @param resume lets the process print again; called without the lock
  Pace(
      Object lock,
      Broadcast.Surroundings surroundings,
      BooleanSupplier hasRoom,
      Runnable giveUp,
      Runnable resume) {
    this.lock = lock;
    this.clock = surroundings.clock();
    this.stallLimit = surroundings.stallLimit();
    this.hasRoom = hasRoom;
    this.giveUp = giveUp;
    this.resume = resume;
  }

  /// Something was printed.
  ///
  /// @return whether more may be printed at once
  boolean printed() {
    paused = !hasRoom.getAsBoolean();
    if (paused) {
      checkLater();
    }
    return !paused;
  }

  /// A viewer has taken something.
  ///
  /// @param near whether the process may go on because of it
  /// @return whether {@link #resume} has to be called, without the lock
  boolean taken(boolean near) {
    taken++;
    var resumes = paused && near;
    paused &= !resumes;
    return resumes;
  }

  void resume() {
    resume.run();
  }

  /// The process can be told to go on only from now on: what was said before was lost.
  void resumeUnlessPaused() {
    synchronized (lock) {
      if (paused) {
        return;
      }
    }
    resume.run();
  }

  /// Goes on if there is room now. Called without the lock.
  void resumeIfRoom() {
    synchronized (lock) {
      if (!paused || !hasRoom.getAsBoolean()) {
        return;
      }
      paused = false;
    }
    resume.run();
  }

  private void checkLater() {
    var before = taken;
    var _ =
        clock.schedule(() -> giveUpOnStalled(before), stallLimit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Viewers that took nothing since the process was paused are not waited for any more.
  private void giveUpOnStalled(long takenBefore) {
    synchronized (lock) {
      if (!paused) {
        return;
      }
      if (taken == takenBefore) {
        giveUp.run();
      }
      if (!hasRoom.getAsBoolean()) {
        checkLater();
        return;
      }
      paused = false;
    }
    resume.run();
  }
}
