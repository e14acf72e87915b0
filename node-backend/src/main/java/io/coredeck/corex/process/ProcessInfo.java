package io.coredeck.corex.process;

import io.coredeck.corex.output.WindowSize;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is known about a process at one moment.
///
/// @param id 1 or more; never used twice
/// @param pid 0 if it could not be started
/// @param argv the program and its arguments, at least one
/// @param exit zero until it has ended; status 1 if it could not be started
/// @param error why it could not be started
/// @param started when it was asked for
/// @param ended when it ended
/// @param viewers how many are attached
public record ProcessInfo(
    long id,
    long pid,
    List<String> argv,
    State state,
    ExitStatus exit,
    Optional<String> error,
    Instant started,
    Optional<Instant> ended,
    WindowSize size,
    int viewers) {

  public ProcessInfo {
    argv = List.copyOf(argv);
  }

  /// Where a process is in its life.
  public enum State {
    /// Known, nothing done yet.
    CREATED,
    /// Being started.
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
  }

  /// @return the program and its arguments in one line
  public String command() {
    return String.join(" ", argv);
  }
}
