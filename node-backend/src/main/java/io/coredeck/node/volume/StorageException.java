package io.coredeck.node.volume;

import java.io.IOException;

/// The storage cannot give what was asked. The message is fit for the person who asked.
public final class StorageException extends IOException {

  private static final long serialVersionUID = 1L;

  /// @param message what was asked and why it is refused
  public StorageException(String message) {
    super(message);
  }

  /// @param message what was asked and why it is refused
  /// @param cause what the system said
  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
