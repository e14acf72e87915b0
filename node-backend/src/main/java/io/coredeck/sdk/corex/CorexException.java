package io.coredeck.sdk.corex;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// CoreX refused a call, did not answer it, or a terminal was lost. The message is one sentence for
/// a person.
public final class CorexException extends IOException {
  private static final long serialVersionUID = 1L;

  /// Status if there was no answer, or none that makes sense.
  public static final int NO_ANSWER = 0;

  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;

  private final int status;
  private final String said;

  CorexException(int status, String said, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.said = said;
  }

  /// Of something that got no usable answer.
  CorexException(String message, @Nullable Throwable cause) {
    this(NO_ANSWER, "", message, cause);
  }

  /// @return of the answer, 400 to 599; {@link #NO_ANSWER} if there was none
  public int status() {
    return status;
  }

  /// @return CoreX's own words; empty if there were none
  public String said() {
    return said;
  }

  /// @return whether it wants a credential, or another one
  public boolean isLocked() {
    return status == UNAUTHORIZED;
  }

  /// @return whether there is no such process or file
  public boolean isNotFound() {
    return status == NOT_FOUND;
  }
}
