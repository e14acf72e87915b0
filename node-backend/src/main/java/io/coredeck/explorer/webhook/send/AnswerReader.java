package io.coredeck.explorer.webhook.send;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.explorer.webhook.send.AllowedAddresses.RefusedAddressException;
import java.io.ByteArrayOutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/// Reads what a receiver answers, and no more of it than is needed. Used for one try, by one thread
/// at a time.
final class AnswerReader implements Response.Listener {

  /// Bytes of an answer that are read before the connection is given up.
  static final int MOST_BYTES = 4 << 10;

  /// Characters of an answer that its webhook's owner sees.
  static final int EXCERPT = 200;

  private static final int FIRST_SUCCESS = 200;
  private static final int LAST_SUCCESS = 299;

  private final Networks networks;
  private final Instant sent;
  private final long began = System.nanoTime();
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status;
  private boolean isPublic;
  private Duration retryAfter = Duration.ZERO;

  /// @param sent when the try began
  AnswerReader(Networks networks, Instant sent) {
    this.networks = networks;
    this.sent = sent;
  }

  /// @return what comes of the try; it never fails
  CompletableFuture<Outcome> outcome() {
    return outcome;
  }

  @Override
  public void onHeaders(Response response) {
    status = response.getStatus();
    var connection = response.getRequest().getConnection();
    isPublic =
        connection != null
            && connection.getRemoteSocketAddress() instanceof InetSocketAddress remote
            && !networks.isNamed(remote.getAddress());
    var asked = response.getHeaders().get(HttpHeader.RETRY_AFTER);
    retryAfter = asked == null ? Duration.ZERO : wait(asked.strip());
  }

  /// A number of seconds or a date, RFC 9110, 10.2.3.
  private Duration wait(String asked) {
    try {
      if (asked.matches("\\d{1,9}")) {
        return Duration.ofSeconds(Long.parseLong(asked));
      }
      var until = ZonedDateTime.parse(asked, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      var wait = Duration.between(sent, until);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeParseException | ArithmeticException _) {
      return Duration.ZERO; // it asks for nothing that can be understood
    }
  }

  @Override
  public void onContent(Response response, ByteBuffer content) {
    var room = MOST_BYTES - body.size();
    var taken = new byte[Math.min(room, content.remaining())];
    content.get(taken);
    body.writeBytes(taken);
    if (body.size() >= MOST_BYTES) {
      var _ = response.abort(new EnoughException());
    }
  }

  @Override
  public void onComplete(Result result) {
    var took = Duration.ofNanos(System.nanoTime() - began);
    outcome.complete(new Outcome(status, took, error(result.getFailure()), excerpt(), retryAfter));
  }

  private boolean isTaken() {
    return status >= FIRST_SUCCESS && status <= LAST_SUCCESS;
  }

  /// The status decides, whatever became of the rest.
  private String error(@Nullable Throwable failure) {
    if (isTaken()) {
      return "";
    }
    if (status >= 300 && status <= 399) {
      return "answered %d; webhooks follow no redirects, change the URL".formatted(status);
    }
    return status > 0 ? "answered " + status : said(failure);
  }

  private static String said(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> "no answer came";
      case RefusedAddressException e -> String.valueOf(e.getMessage());
      case UnknownHostException _ -> "its name is not known";
      case TimeoutException _ -> "no answer came in time";
      case SSLException e -> "no TLS connection could be made: " + line(e.getMessage());
      case ConnectException _, SocketTimeoutException _, NoRouteToHostException _ ->
          "could not be connected to";
      case RejectedExecutionException _ -> Outcome.BUSY;
      // no message: a parser's would show what a server says that knows no HTTP
      default -> "broke off, or its answer is no HTTP";
    };
  }

  /// Of what is not public nothing is shown: whoever may make webhooks could read it there.
  private String excerpt() {
    return isTaken() || !isPublic ? "" : line(body.toString(UTF_8));
  }

  private static String line(@Nullable String text) {
    var line = String.valueOf(text).replaceAll("[\\p{Cntrl}\\uFFFD]+", " ").strip();
    return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT - 1) + "…";
  }

  /// Enough was read.
  private static final class EnoughException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
