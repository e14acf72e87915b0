package io.coredeck.corex.run;

import java.io.IOException;

/// A program could not be started. The message is the system's own, e.g. `No such file or
/// directory`.
public final class ExecFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /// @param reason in the system's words
  public ExecFailedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  /// @return the system's words
  public String reason() {
    return reason;
  }
}
