package io.coredeck.dashboard.live.corex;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A page's calls and its end of a socket, without the page. Everything that came is kept as one
/// text, each message behind a bar.
final class ConsoleClient implements WebSocket.Listener, AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final StringBuilder came = new StringBuilder();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
  private long bytes;
  private volatile boolean takes = true;

  static HttpResponse<String> call(
      ConsoleServer server, String who, String method, String path, String body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(server.uri(path))
            .timeout(LIMIT)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty() || method.equals("POST")) {
      request.header("Content-Type", "application/json");
    }
    if (!who.isEmpty()) {
      request.header("X-Who", who);
    }
    if (headers.length > 0) {
      request.headers(headers);
    } else {
      request.header("Origin", server.origin());
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static ConsoleClient open(ConsoleServer server, String who, String path) throws Exception {
    return open(
        server.socket(path),
        who,
        server.origin(),
        path.equals("/people") ? CorexRoutes.PEOPLE : CorexRoutes.PROTOCOL);
  }

  static ConsoleClient open(URI uri, String who, String origin, String protocol) throws Exception {
    var client = new ConsoleClient();
    var builder = HTTP.newWebSocketBuilder().connectTimeout(LIMIT).subprotocols(protocol);
    if (!origin.isEmpty()) {
      builder.header("Origin", origin);
    }
    if (!who.isEmpty()) {
      builder.header("X-Who", who);
    }
    client.socket.complete(
        builder.buildAsync(uri, client).get(LIMIT.toSeconds(), TimeUnit.SECONDS));
    return client;
  }

  /// @return the status a socket is refused with
  static int refusal(URI uri, String who, String origin, String protocol) throws Exception {
    try (var _ = open(uri, who, origin, protocol)) {
      throw new AssertionError("the socket was opened for " + uri + " from " + origin);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  ConsoleClient hello() throws Exception {
    say("{\"AuthToken\":null}");
    return this;
  }

  void say(String text) throws Exception {
    socket
        .join()
        .sendBinary(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), true)
        .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  /// Takes nothing in any more, or goes on.
  void take(boolean now) {
    takes = now;
    if (now) {
      socket.join().request(1);
    }
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    return received(from, StandardCharsets.ISO_8859_1.decode(data).toString(), last);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    return received(from, data.toString(), last);
  }

  private @Nullable CompletionStage<?> received(WebSocket from, String data, boolean last) {
    synchronized (this) {
      bytes += data.length();
      came.append(data).append(last ? "|" : "");
      notifyAll();
    }
    if (takes) {
      from.request(1);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete(-1);
  }

  synchronized String text() {
    return came.toString();
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized void forget() {
    came.setLength(0);
  }

  synchronized ConsoleClient await(String wanted) throws InterruptedException {
    var end = System.nanoTime() + LIMIT.toNanos();
    while (came.indexOf(wanted) < 0) {
      var left = end - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("never came: '" + wanted + "', but " + came);
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return this;
  }

  int closeCode() throws Exception {
    return closed.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
  }

  boolean isOpen() {
    return !closed.isDone();
  }

  @Override
  public void close() {
    if (socket.isDone()) {
      socket.join().abort();
    }
  }
}
