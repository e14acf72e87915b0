package io.coredeck.sdk;

import io.coredeck.wire.Messages;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A call the explorer refused, or one it could not be reached for. The message is one sentence for
/// a person.
public class GridException extends IOException {
  private static final long serialVersionUID = 1L;

  /// The status of a call that got no answer.
  public static final int NO_ANSWER = 0;

  private static final long NOTHING = 0;
  private static final int PAYMENT_REQUIRED = 402;
  private static final int NOT_FOUND = 404;
  private static final int BROKEN = 500;

  private final int status;
  private final String serverMessage;
  private final long listed;

  /// Of a call that got no usable answer.
  GridException(String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = NO_ANSWER;
    this.serverMessage = "";
    this.listed = NOTHING;
  }

  /// Of a refusal.
  GridException(int status, String serverMessage, String message, OptionalLong listed) {
    super(message);
    this.status = status;
    this.serverMessage = serverMessage;
    this.listed = listed.orElse(NOTHING);
  }

  /// @param status of the answer
  /// @param body of it
  static GridException refused(String method, String path, int status, String body) {
    var said = Messages.error(body);
    var why = said.isEmpty() ? "it gave no reason" : said;
    return new GridException(
        status,
        said,
        "the explorer refused %s %s: %s (%d)".formatted(method, path, why, status),
        Messages.listedId(body));
  }

  /// @param explorer its address
  /// @param cause what became of the call
  static GridException unanswered(String explorer, String method, String path, IOException cause) {
    var why =
        switch (cause) {
          case ConnectException _ -> "cannot be reached; is it running?";
          case HttpTimeoutException _ -> "did not answer " + method + " " + path + " in time";
          default -> "broke off " + method + " " + path + ": " + cause.getMessage();
        };
    return new GridException("the explorer at " + explorer + " " + why, cause);
  }

  /// Of trouble that an explorer tells in the midst of an answer that had begun well.
  ///
  /// @param status as it would have been the answer's
  /// @param said what the explorer says
  /// @return to be thrown
  public static GridException within(int status, String said) {
    return new GridException(
        status,
        said,
        "the explorer broke off: %s (%d)".formatted(said, status),
        OptionalLong.empty());
  }

  /// @param listed id of the reservation that its pool cannot pay
  /// @return what the explorer answers to whoever asks for one like that
  static GridException unpaid(long listed) {
    return new GridException(
        PAYMENT_REQUIRED,
        "",
        "the explorer refused it: its pool has not enough left (%d)".formatted(PAYMENT_REQUIRED),
        OptionalLong.of(listed));
  }

  /// @return the HTTP status; {@link #NO_ANSWER} if there was no usable answer
  public int status() {
    return status;
  }

  /// @return what the explorer said; empty if there was no answer
  public String serverMessage() {
    return serverMessage;
  }

  /// @return the id of the reservation that the explorer lists although it refused it, because its
  ///   pool cannot pay it: it stays until somebody asks for its deletion. An explorer that does not
  ///   tell it leaves this empty
  public OptionalLong listed() {
    return listed == NOTHING ? OptionalLong.empty() : OptionalLong.of(listed);
  }

  /// @return whether the pool of what was asked for cannot pay it; see {@link #listed}
  public boolean isUnpaid() {
    return status == PAYMENT_REQUIRED;
  }

  /// @return whether the explorer is away or out of order for now: the same call may get an answer
  ///   later, and what it asked for may have been done
  public boolean isSilence() {
    return status == NO_ANSWER ? getCause() instanceof IOException : status >= BROKEN;
  }

  /// @return whether what was asked for may have been done: there was no answer, or none that makes
  ///   sense
  public boolean isUnsure() {
    return status == NO_ANSWER || isSilence();
  }

  /// @return the same refusal of what the explorer does not list any more
  GridException unlisted() {
    return causedBy(new GridException(status, serverMessage, text(), OptionalLong.empty()), this);
  }

  /// @param why its deletion was refused
  /// @return the same refusal, which says also that what was refused stays listed
  GridException stillListed(GridException why) {
    var message =
        "%s; it is listed as %d and could not be deleted: %s".formatted(text(), listed, why.text());
    return causedBy(
        new GridException(status, serverMessage, message, OptionalLong.of(listed)), why);
  }

  private String text() {
    return String.valueOf(getMessage());
  }

  private static GridException causedBy(GridException e, GridException cause) {
    e.initCause(cause);
    return e;
  }

  /// @return whether the explorer does not know what was asked for
  public boolean isNotFound() {
    return status == NOT_FOUND;
  }
}
