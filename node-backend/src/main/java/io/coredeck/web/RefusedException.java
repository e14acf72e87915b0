package io.coredeck.web;

import java.util.Map;

/// A call that a handler turns down: becomes the answer `{"error": message}` with this status.
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Answer answer;

  /// @param status 400 to 599
  /// @param message for the person who called
  public RefusedException(int status, String message) {
    this(status, message, Map.of());
  }

  /// @param status 400 to 599
  /// @param message for the person who called
  /// @param headers sent with the answer
  public RefusedException(int status, String message, Map<String, String> headers) {
    super(message, null, false, false);
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status is " + status + "; it must be from 400 to 599");
    }
    this.status = status;
    this.answer = withHeaders(Answer.error(status, message), headers);
  }

  private static Answer withHeaders(Answer plain, Map<String, String> headers) {
    var answer = plain;
    for (var header : headers.entrySet()) {
      answer = answer.with(header.getKey(), header.getValue());
    }
    return answer;
  }

  /// @return 400 to 599
  public int status() {
    return status;
  }

  /// @return what the caller gets
  Answer answer() {
    return answer;
  }
}
