package io.coredeck.dashboard.deletion;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// How far calls for many things are, and whether the person still wants those not begun. May be
/// used by many threads.
final class Course {

  private final IntConsumer progress;
  private final AtomicInteger answered = new AtomicInteger();
  private volatile boolean isStopped;

  /// @param progress told how many have an answer, by several threads
  Course(IntConsumer progress) {
    this.progress = progress;
  }

  static Course unseen() {
    return new Course(_ -> {});
  }

  /// Nothing more is begun; what is under way goes on.
  void stop() {
    isStopped = true;
  }

  boolean isStopped() {
    return isStopped;
  }

  void answered() {
    progress.accept(answered.incrementAndGet());
  }
}
