package io.coredeck.flist.block;

import java.io.IOException;

/// A block is not what its reference says.
public final class DamagedBlockException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param message which block, what is wrong with it
  public DamagedBlockException(String message) {
    super(message);
  }

  DamagedBlockException(String message, Throwable cause) {
    super(message, cause);
  }
}
