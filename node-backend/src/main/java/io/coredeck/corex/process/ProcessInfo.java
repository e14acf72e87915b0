package io.coredeck.corex.process;

import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Plan;
import io.coredeck.corex.run.ExitStatus;
import io.coredeck.corex.run.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known about a process at one moment.
///
/// @param id 1 or more; never used twice
/// @param pid of the newest run; 0 if that could not be started, or there was none
/// @param plan what is wanted of it
/// @param state where it is in its life
/// @param exit of the newest run that has ended; status 1 if it could not be started
/// @param error why it could not be started
/// @param created when it was asked for
/// @param started when the newest run began; as `created` if there was none
/// @param ended when it ended
/// @param runs the starts by itself
/// @param size of its terminal
/// @param scrollback lines that scrolled away which it keeps, unless they have too many bytes
/// @param viewers how many are attached
/// @param recording the running one, or the one that was stopped last
public record ProcessInfo(
    long id,
    long pid,
    Plan plan,
    State state,
    ExitStatus exit,
    Optional<String> error,
    Instant created,
    Instant started,
    Optional<Instant> ended,
    Runs runs,
    WindowSize size,
    int scrollback,
    int viewers,
    Optional<Recording> recording) {

  /// What happens without anybody asking.
  ///
  /// @param restarts how often it was started again since somebody started it
  /// @param gaveUp whether it is not started again because that was too often
  /// @param restartAt when it is started again
  /// @param waitsFor names of processes it is to be started after
  public record Runs(
      int restarts, boolean gaveUp, Optional<Instant> restartAt, List<String> waitsFor) {

    public Runs {
      waitsFor = List.copyOf(waitsFor);
    }
  }

  /// @return the program and its arguments
  public List<String> argv() {
    return plan.launch().argv();
  }

  /// A recording of what a process prints.
  ///
  /// @param bytes it takes in memory
  /// @param stopped when, unless it runs
  /// @param full whether it was stopped because no more fits
  public record Recording(Instant since, long bytes, Optional<Instant> stopped, boolean full) {}

  /// @return the program and its arguments in one line
  public String command() {
    return String.join(" ", argv());
  }

  /// @return whether its newest run was executed and is over with status 0
  public boolean endedWell() {
    return state == State.STOPPED && exit.equals(ExitStatus.returned(0));
  }
}
