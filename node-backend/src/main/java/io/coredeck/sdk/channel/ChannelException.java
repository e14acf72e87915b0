package io.coredeck.sdk.channel;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A Redis cannot be reached, does not let one in, or says what no Redis says. The message never
/// shows a password.
public final class ChannelException extends IOException {
  private static final long serialVersionUID = 1L;

  ChannelException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
