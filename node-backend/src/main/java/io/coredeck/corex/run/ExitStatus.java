package io.coredeck.corex.run;

/// How a process ended: by itself with a status, or by a signal.
///
/// @param status what it returned, 0 to 255; 0 if a signal ended it
/// @param signal the signal's number; 0 if it ended by itself
public record ExitStatus(int status, int signal) {

  public ExitStatus {
    if (status < 0 || status > 255 || signal < 0 || (signal > 0 && status > 0)) {
      throw new IllegalArgumentException(
          "exit status %d with signal %d; it must be one of both, status 0 to 255"
              .formatted(status, signal));
    }
  }

  /// @param status what the process returned
  public static ExitStatus returned(int status) {
    return new ExitStatus(status, 0);
  }

  /// @param signal what ended the process
  public static ExitStatus killedBy(int signal) {
    return new ExitStatus(0, signal);
  }
}
