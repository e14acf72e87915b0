package io.coredeck.dashboard.deletion;

import com.vaadin.flow.component.UI;
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

  /// @param progress told how many have an answer; in the page, as long as it is open
  static Course in(UI ui, IntConsumer progress) {
    return new Course(answered -> ui.accessLater(() -> progress.accept(answered), () -> {}).run());
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
