package io.coredeck.explorer.store;

import java.io.IOException;

/// The store cannot do its work: file missing, disk full, schema of another version, too busy. Its
/// cause is a {@link java.util.concurrent.TimeoutException} if it passes by itself and nothing was
/// done: callers may ask again.
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  StoreException(String message) {
    super(message);
  }

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
