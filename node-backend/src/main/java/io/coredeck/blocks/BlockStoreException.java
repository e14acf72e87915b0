package io.coredeck.blocks;

import java.io.IOException;

/// A block store cannot be reached or refuses to answer.
public final class BlockStoreException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param message which store, what it was asked, what became of it
  /// @param cause what the connection said
  public BlockStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
