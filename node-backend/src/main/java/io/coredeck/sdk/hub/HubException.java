package io.coredeck.sdk.hub;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The hub refused a call, or did not answer it.
public final class HubException extends IOException {
  private static final long serialVersionUID = 1L;

  /// Status if there was no answer, or none that makes sense.
  public static final int NO_ANSWER = 0;

  private final int status;
  private final String said;

  HubException(int status, String said, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.said = said;
  }

  /// @return of the answer, 400 to 599; {@link #NO_ANSWER} if there was none
  public int status() {
    return status;
  }

  /// @return the hub's own words; empty if there was no answer
  public String said() {
    return said;
  }
}
