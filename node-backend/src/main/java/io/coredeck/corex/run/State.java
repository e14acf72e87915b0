package io.coredeck.corex.run;

import java.util.Locale;

/// Where a process is in its life.
public enum State {
  /// Known, nothing done yet.
  CREATED,
  /// Being started, or to be started again in a moment.
  STARTING,
  RUNNING,
  /// Was told to end and has not yet.
  STOPPING,
  /// Ended by itself or by a signal.
  STOPPED,
  /// Could not be started.
  CRASHED;

  /// @return as clients read it, e.g. `running`
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @return whether it is over
  public boolean hasEnded() {
    return this == STOPPED || this == CRASHED;
  }

  /// @return whether there is a program, or will be without anybody asking
  public boolean isActive() {
    return this != CREATED && !hasEnded();
  }
}
