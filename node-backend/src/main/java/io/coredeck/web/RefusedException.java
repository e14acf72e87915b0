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
    this(checked(status), message, withHeaders(Answer.error(status, message), headers));
  }

  private RefusedException(int status, String message, Answer answer) {
    super(message, null, false, false);
    this.status = status;
    this.answer = answer;
  }

  /// @param status 400 to 599
  /// @param message for the person who called
  /// @param body JSON whose `error` is the message, with more beside it for the program that called
  public static RefusedException saying(int status, String message, String body) {
    return new RefusedException(checked(status), message, Answer.json(status, body));
  }

  private static int checked(int status) {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("status is " + status + "; it must be from 400 to 599");
    }
    return status;
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
