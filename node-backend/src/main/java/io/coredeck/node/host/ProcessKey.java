package io.coredeck.node.host;

/// One process, told from any later one that got the same number.
///
/// Valid until the machine boots again.
///
/// @param pid its number, 1 or more
/// @param startTime clock ticks from boot to its start; field 22 of `/proc/PID/stat`
public record ProcessKey(long pid, long startTime) {

  public ProcessKey {
    if (pid < 1 || startTime < 0) {
      throw new IllegalArgumentException(
          "process %d started at tick %d; the number must be 1 or more, the tick 0 or more"
              .formatted(pid, startTime));
    }
  }
}
