package io.coredeck.flist;

import java.io.IOException;

/// A file is no flist, or one that breaks the format's rules.
public final class DamagedFlistException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param message which file, where in it, what is wrong
  public DamagedFlistException(String message) {
    super(message);
  }

  /// @param message which file, where in it
  /// @param cause what is wrong
  public DamagedFlistException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}
