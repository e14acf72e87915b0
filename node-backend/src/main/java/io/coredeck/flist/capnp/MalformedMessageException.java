package io.coredeck.flist.capnp;

import java.io.IOException;

/// A message that breaks the encoding's rules.
public final class MalformedMessageException extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param message what is wrong
  public MalformedMessageException(String message) {
    super(message);
  }
}
