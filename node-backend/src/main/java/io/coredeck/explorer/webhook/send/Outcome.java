package io.coredeck.explorer.webhook.send;

import java.time.Duration;

/// What came of a try.
///
/// @param status HTTP's; 0 if none came
/// @param took until it was known
/// @param error why it failed; empty if it did not
/// @param answer the beginning of what the receiver said, in one line, if it failed
/// @param retryAfter how long the receiver asks to be left alone; zero if it does not
public record Outcome(int status, Duration took, String error, String answer, Duration retryAfter) {

  /// Nobody was asked.
  static final String BUSY = "the explorer looks up too many names at once";

  private static final int GONE = 410;

  /// @return whether the receiver has taken it
  public boolean isDelivered() {
    return error.isEmpty();
  }

  /// @return whether it failed without the receiver
  public boolean isOwnFault() {
    return error.equals(BUSY);
  }

  /// @return whether the receiver wants nothing more, ever
  public boolean isGone() {
    return status == GONE;
  }
}
