package io.coredeck.explorer.backup;

import java.io.IOException;

/// A copy cannot be made or put back; the message says why and what to do.
final class BackupException extends IOException {
  private static final long serialVersionUID = 1L;

  BackupException(String message) {
    super(message);
  }

  BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
