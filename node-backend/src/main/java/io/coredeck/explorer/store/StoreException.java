package io.coredeck.explorer.store;

import java.io.IOException;

/// The store cannot do its work: file missing, disk full, schema of another version, too busy.
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  StoreException(String message) {
    super(message);
  }

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
