package io.coredeck.dashboard.deletion;

import com.vaadin.flow.component.UI;

/// How far calls for many things are, and whether the person still wants those not begun. May be
/// used by many threads.
final class Course {

  private final Runnable progress;
  private int begun;
  private int answered;
  private boolean isStopped;

  /// How far they are at one moment.
  ///
  /// @param answered how many have an answer
  /// @param open how many are under way
  /// @param isStopped whether no more are begun
  record Stand(int answered, int open, boolean isStopped) {}

  /// @param progress told when one more has an answer, by several threads
  Course(Runnable progress) {
    this.progress = progress;
  }

  /// @param progress told when one more has an answer; in the page, as long as it is open
  static Course in(UI ui, Runnable progress) {
    return new Course(() -> ui.accessLater(progress::run, () -> {}).run());
  }

  static Course unseen() {
    return new Course(() -> {});
  }

  /// Nothing more is begun; what is under way goes on.
  synchronized void stop() {
    isStopped = true;
  }

  /// @return whether one more is under way now; none is after a stop
  synchronized boolean begin() {
    if (!isStopped) {
      begun++;
    }
    return !isStopped;
  }

  void answered() {
    synchronized (this) {
      answered++;
    }
    progress.run();
  }

  synchronized Stand stand() {
    return new Stand(answered, begun - answered, isStopped);
  }
}
