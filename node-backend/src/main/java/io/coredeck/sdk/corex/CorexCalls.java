package io.coredeck.sdk.corex;

import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// HTTP and websockets to one CoreX: limits, shows what opens it, explains failures. May be used by
/// many threads.
final class CorexCalls implements AutoCloseable {
  /// How long making a connection may take.
  static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

  /// Longest answer taken, in bytes: a list of all processes there may be, with their commands.
  private static final long ANSWER_BYTES = 64L << 20;

  /// Most bytes of an answer that says why something was refused.
  private static final int REASON_BYTES = 64 << 10;

  private static final int FIRST_ERROR = 300;
  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY = 429;
  private static final String PROTOCOL = "coredeck.v1";

  private final String base;
  private final CorexAccess access;
  private final HttpClient http;

  /// @param http closed with this
  CorexCalls(URI corex, CorexAccess access, HttpClient http) {
    this.base = corex.toString().replaceAll("/+$", "");
    this.access = access;
    this.http = http;
  }

  CorexAccess access() {
    return access;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  HttpRequest.Builder request(String path) {
    var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(ANSWER_LIMIT);
    access.header().ifPresent(shown -> request.header("Authorization", shown));
    return request;
  }

  HttpRequest get(String path) {
    return request(path).GET().build();
  }

  HttpRequest delete(String path) {
    return request(path).DELETE().build();
  }

  HttpRequest post(String path) {
    return request(path).POST(BodyPublishers.noBody()).build();
  }

  HttpRequest post(String path, String json) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json, StandardCharsets.UTF_8))
        .build();
  }

  <T> T read(HttpRequest request, Function<JsonValue, T> meaning)
      throws CorexException, InterruptedException {
    var text = text(request);
    try {
      return meaning.apply(Json.tree(text));
    } catch (WireException e) {
      throw new CorexException(
          "the answer of %s is not understood: %s; is it a CoreX?".formatted(base, e.reason()), e);
    }
  }

  String text(HttpRequest request) throws CorexException, InterruptedException {
    var handler = BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES);
    var answer = send(request, handler);
    if (answer.statusCode() >= FIRST_ERROR) {
      throw refused(request, answer, answer.body());
    }
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /// @return an answer that is read as it comes; whoever asks closes it
  HttpResponse<InputStream> stream(HttpRequest request)
      throws CorexException, InterruptedException {
    var answer = send(request, BodyHandlers.ofInputStream());
    if (answer.statusCode() < FIRST_ERROR) {
      return answer;
    }
    try (var body = answer.body()) {
      throw refused(request, answer, body.readNBytes(REASON_BYTES));
    } catch (CorexException e) {
      throw e;
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws CorexException, InterruptedException {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /// @param path of a socket
  WebSocket socket(String path, WebSocket.Listener listener)
      throws CorexException, InterruptedException {
    var builder = http.newWebSocketBuilder().connectTimeout(CONNECT_LIMIT).subprotocols(PROTOCOL);
    access.header().ifPresent(shown -> builder.header("Authorization", shown));
    var uri = URI.create(base.replaceFirst("^http", "ws") + path);
    var opening = builder.buildAsync(uri, listener);
    try {
      return opening.get(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw notOpened(path, e.getCause());
    } catch (TimeoutException e) {
      throw new CorexException("CoreX at %s did not open %s in time".formatted(base, path), e);
    } finally {
      opening.cancel(true); // does nothing to one that is open
    }
  }

  private CorexException notOpened(String path, @Nullable Throwable cause) {
    if (cause instanceof WebSocketHandshakeException refused) {
      var answer = refused.getResponse();
      return answer == null
          ? new CorexException("CoreX at %s refused %s".formatted(base, path), cause)
          : refused("GET", path, answer, "");
    }
    return unreachable(cause instanceof IOException io ? io : new IOException(cause));
  }

  private CorexException refused(HttpRequest request, HttpResponse<?> answer, byte[] body) {
    var said = said(new String(body, StandardCharsets.UTF_8));
    return refused(request.method(), request.uri().getPath(), answer, said);
  }

  private CorexException refused(String method, String path, HttpResponse<?> answer, String said) {
    var status = answer.statusCode();
    var why = said.isEmpty() ? reason(answer) : said;
    return new CorexException(
        status,
        said,
        "CoreX at %s refused %s %s: %s (%d)".formatted(base, method, path, why, status),
        null);
  }

  private String reason(HttpResponse<?> answer) {
    return switch (answer.statusCode()) {
      case UNAUTHORIZED ->
          access.header().isPresent()
              ? "this credential or token does not open it; give the one it was started with"
              : "it wants a credential or a token; connect with one";
      case TOO_MANY ->
          answer
              .headers()
              .firstValue("Retry-After")
              .map("it was asked too often; try again in %s seconds"::formatted)
              .orElse("as many as it allows are there already");
      default -> "it gave no reason";
    };
  }

  private static String said(String body) {
    try {
      var from = Json.tree(body);
      return from.isObject() ? from.member("error").text() : "";
    } catch (WireException _) {
      return ""; // a page for people
    }
  }

  private CorexException unreachable(IOException cause) {
    var why =
        switch (cause) {
          case ConnectException _ ->
              "cannot be reached; does the container run, interactively, and is there a way to"
                  + " its network from here?";
          case HttpTimeoutException _ -> "did not answer in time";
          default -> "broke off the call: " + cause.getMessage();
        };
    return new CorexException("CoreX at %s %s".formatted(base, why), cause);
  }

  /// Gives up calls under way and waits up to 5 seconds for their ends.
  @Override
  public void close() {
    http.shutdownNow();
    try {
      http.awaitTermination(CLOSE_LIMIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
