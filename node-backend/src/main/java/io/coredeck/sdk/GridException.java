package io.coredeck.sdk;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A call the explorer refused, or one it could not be reached for. The message is one sentence for
/// a person.
public class GridException extends IOException {
  private static final long serialVersionUID = 1L;

  /// The status of a call that got no answer.
  public static final int NO_ANSWER = 0;

  private static final int NOT_FOUND = 404;
  private static final int BROKEN = 500;

  private final int status;
  private final String serverMessage;

  /// Of a call that got no usable answer.
  GridException(String message, @Nullable Throwable cause) {
    this(NO_ANSWER, "", message, cause);
  }

  GridException(int status, String serverMessage, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.serverMessage = serverMessage;
  }

  /// @return the HTTP status; {@link #NO_ANSWER} if there was no usable answer
  public int status() {
    return status;
  }

  /// @return what the explorer said; empty if there was no answer
  public String serverMessage() {
    return serverMessage;
  }

  /// @return whether the explorer is away or out of order for now: the same call may get an answer
  ///   later, and what it asked for may have been done
  public boolean isSilence() {
    return status == NO_ANSWER ? getCause() instanceof IOException : status >= BROKEN;
  }

  /// @return whether the explorer does not know what was asked for
  public boolean isNotFound() {
    return status == NOT_FOUND;
  }
}
