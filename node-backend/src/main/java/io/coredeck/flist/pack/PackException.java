package io.coredeck.flist.pack;

import java.io.IOException;

/// What was given cannot become an image.
public final class PackException extends IOException {
  private static final long serialVersionUID = 1L;

  PackException(String message) {
    super(message);
  }

  PackException(String message, Throwable cause) {
    super(message, cause);
  }
}
