package io.coredeck.node.container;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

/// A container could not be started.
///
/// The message is meant for the user who reserved it.
public final class StartFailedException extends IOException {
  private static final long serialVersionUID = 1L;

  StartFailedException(Exception cause) {
    super("error starting container: " + reason(cause), cause);
  }

  private static String reason(Exception cause) {
    return cause instanceof NoSuchFileException missing
        ? missing.getFile() + ": no such file or directory"
        : String.valueOf(cause.getMessage());
  }
}
