package io.coredeck.node.host;

import java.io.IOException;

/// A program could not be started, took too long, or ended with another status than 0.
///
/// The message holds the program, what became of it, and the end of what it said.
public final class CommandFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  /// @param message which program, what became of it, what it said
  public CommandFailedException(String message) {
    super(message);
  }

  /// @param message which program, what became of it
  /// @param cause what the operating system said
  public CommandFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
