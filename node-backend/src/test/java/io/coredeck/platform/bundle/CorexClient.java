package io.coredeck.platform.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// Uses a CoreX on this machine's loopback as a browser does.
final class CorexClient implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String place;

  CorexClient(int port) {
    this.place = "127.0.0.1:" + port;
  }

  String get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create("http://" + place + path)));
  }

  String post(String path, String json) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create("http://" + place + path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private String send(HttpRequest.Builder request) throws Exception {
    return client.send(request.timeout(LIMIT).build(), BodyHandlers.ofString()).body();
  }

  /// @param id of a process
  Screen screen(int id) throws Exception {
    var screen = new Screen();
    screen.socket.complete(
        client
            .newWebSocketBuilder()
            .subprotocols("tty")
            .buildAsync(URI.create("ws://" + place + "/ws/" + id), screen)
            .get(LIMIT.toSeconds(), TimeUnit.SECONDS));
    screen.send("{\"AuthToken\":null}");
    return screen;
  }

  @Override
  public void close() {
    client.close();
  }

  /// Keeps everything a process shows.
  static final class Screen implements WebSocket.Listener, AutoCloseable {
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    void resize(int columns, int rows) throws Exception {
      send("1{\"columns\":%d,\"rows\":%d}".formatted(columns, rows));
    }

    void type(String typed) throws Exception {
      send("0" + typed);
    }

    private void send(String message) throws Exception {
      socket
          .join()
          .sendBinary(ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8)), true)
          .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    synchronized void await(String wanted) throws InterruptedException {
      var deadline = System.nanoTime() + LIMIT.toNanos();
      while (text.indexOf(wanted) < 0) {
        var left = deadline - System.nanoTime();
        assertThat(left).as("never said '%s' but %s", wanted, text).isPositive();
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    }

    synchronized String text() {
      return text.toString();
    }

    /// @return why there is no more to see
    String awaitEnd() throws Exception {
      return ended.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public synchronized CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      text.append(StandardCharsets.UTF_8.decode(data));
      notifyAll();
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      ended.complete(reason);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      ended.completeExceptionally(error);
    }

    @Override
    public void close() {
      socket.join().abort();
    }
  }
}
