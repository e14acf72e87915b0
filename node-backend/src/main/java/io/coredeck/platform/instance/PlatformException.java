package io.coredeck.platform;

import java.io.IOException;

/// The platform cannot start or go on. The message is for the person at the keyboard: where, what
/// is, what it must be, what to do.
final class PlatformException extends IOException {

  private static final long serialVersionUID = 1L;

  PlatformException(String message) {
    super(message);
  }

  PlatformException(String message, Throwable cause) {
    super(message, cause);
  }
}
