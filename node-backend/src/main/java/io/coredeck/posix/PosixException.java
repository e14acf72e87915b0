package io.coredeck.posix;

import java.io.IOException;

/// The system refused something. The message says what, on which file, and its reason.
public final class PosixException extends IOException {
  private static final long serialVersionUID = 1L;

  /// Error numbers of Linux, the same on all architectures a JDK runs on.
  public static final int EPERM = 1;

  public static final int ENOENT = 2;
  public static final int EEXIST = 17;
  public static final int EMLINK = 31;

  private final int error;

  PosixException(String what, int error, String words) {
    super("%s: %s (error %d)".formatted(what, words, error));
    this.error = error;
  }

  /// @return the error number, e.g. {@link #ENOENT}
  public int error() {
    return error;
  }
}
