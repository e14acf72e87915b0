package io.coredeck.platform.instance;

import java.io.IOException;

/// The platform cannot start or go on. The message is for the person at the keyboard: where, what
/// is, what it must be, what to do.
public final class PlatformException extends IOException {

  private static final long serialVersionUID = 1L;

  public PlatformException(String message) {
    super(message);
  }

  public PlatformException(String message, Throwable cause) {
    super(message, cause);
  }
}
