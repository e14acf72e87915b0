package io.coredeck.corex.recording;

/// A recording is not started, stopped or given. The message is one sentence for people.
public final class RecordingRefusedException extends Exception {

  static final int NOT_FOUND = 404;
  static final int CONFLICT = 409;
  static final int TOO_MANY = 503;

  private static final long serialVersionUID = 1L;

  private final int status;

  RecordingRefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /// @return of the answer
  public int status() {
    return status;
  }
}
