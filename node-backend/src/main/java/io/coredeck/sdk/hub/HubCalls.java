package io.coredeck.sdk.hub;

import io.coredeck.sdk.http.HttpClients;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.WireException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;

/// HTTP to one hub: limits, explains failures. May be used by many threads.
final class HubCalls implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
  private static final long ANSWER_BYTES = 16L << 20;
  private static final int FIRST_ERROR = 300;

  private final String base;
  private final String token;
  private final HttpClient http;

  HubCalls(URI hub, String token) {
    this.base = hub.toString().replaceAll("/+$", "");
    this.token = token;
    this.http = HttpClients.to(hub, CONNECT_LIMIT);
  }

  String base() {
    return base;
  }

  boolean hasToken() {
    return !token.isEmpty();
  }

  /// @param limit until the answer is there
  HttpRequest.Builder request(String path, Duration limit) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(limit);
  }

  /// @return the same with the right to change something
  HttpRequest.Builder withToken(HttpRequest.Builder request) {
    return token.isEmpty() ? request : request.header("Authorization", "bearer " + token);
  }

  /// @throws HubException also if the answer is not what a hub says
  <T> T read(HttpRequest request, Function<JsonValue, T> read)
      throws HubException, InterruptedException {
    var answer = bytes(request);
    try {
      return read.apply(Json.tree(new String(answer.body(), StandardCharsets.UTF_8)));
    } catch (WireException e) {
      throw new HubException(
          HubException.NO_ANSWER, "", "The answer of %s is not a hub's.".formatted(base), e);
    }
  }

  HttpResponse<byte[]> bytes(HttpRequest request) throws HubException, InterruptedException {
    HttpResponse<byte[]> answer;
    try {
      answer = http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES));
    } catch (IOException e) {
      throw unreachable(e);
    }
    if (answer.statusCode() >= FIRST_ERROR) {
      var said = said(answer.body());
      throw new HubException(
          answer.statusCode(),
          said,
          "The hub at %s refused %s: %s (%d)."
              .formatted(base, request.uri().getPath(), said, answer.statusCode()),
          null);
    }
    return answer;
  }

  private static String said(byte[] body) {
    var text = new String(body, StandardCharsets.UTF_8);
    try {
      var from = Json.tree(text);
      var message = from.isObject() ? from.member("message") : from;
      return message.isText() ? message.text() : text.strip();
    } catch (WireException _) {
      return text.strip();
    }
  }

  private HubException unreachable(IOException cause) {
    var why =
        switch (cause) {
          case ConnectException _ -> "cannot be reached.";
          case HttpTimeoutException _ -> "did not answer in time.";
          default -> "broke off the call.";
        };
    return new HubException(
        HubException.NO_ANSWER, "", "The hub at %s %s".formatted(base, why), cause);
  }

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
