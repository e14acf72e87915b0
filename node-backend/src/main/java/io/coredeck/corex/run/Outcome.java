package io.coredeck.corex.run;

import java.util.Optional;

/// What became of one run.
///
/// @param exit status 1 if the program could not be started
/// @param error why it could not be started
public record Outcome(ExitStatus exit, Optional<String> error) {
  static final Outcome NONE = of(ExitStatus.returned(0));

  static Outcome of(ExitStatus exit) {
    return new Outcome(exit, Optional.empty());
  }

  static Outcome notStarted(String why) {
    return new Outcome(ExitStatus.returned(1), Optional.of(why));
  }

  /// @return whether it is anything but status 0
  public boolean isFailure() {
    return !exit.equals(ExitStatus.returned(0));
  }

  State state() {
    return error.isPresent() ? State.CRASHED : State.STOPPED;
  }

  String inWords() {
    return error.orElse(
        exit.signal() > 0
            ? "ended by signal " + exit.signal()
            : "ended with status " + exit.status());
  }
}
