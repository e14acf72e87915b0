package io.coredeck.node.network;

import java.io.IOException;

/// A network cannot be made or joined as asked. The message is fit for the person who asked.
public final class NetworkException extends IOException {

  private static final long serialVersionUID = 1L;

  /// @param message what was asked and why it is refused
  public NetworkException(String message) {
    super(message);
  }
}
