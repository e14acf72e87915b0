package io.coredeck.platform.bundle;

import java.io.IOException;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Uses a CoreX as people and programs do, so that Java sees which classes that takes.
final class BundleExercise {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /// The only programs in the training root are its own.
  private static final String SHORT_PROGRAM = CorexBundle.MOUNT + "/bin/java";

  private static final int CYCLES = 3;
  private static final int CREATED = 201;
  private static final String TEXT = "some text";

  private final int port;

  /// @param port of the CoreX on this machine
  BundleExercise(int port) {
    this.port = port;
  }

  void run() throws IOException, InterruptedException {
    var client = HttpClient.newHttpClient();
    try {
      get(client, "/");
      get(client, "/attach/1");
      get(client, "/assets/theme.css");
      get(client, "/api/v2/processes");
      var events = socket(client, "/api/v2/events", "coredeck.v1");
      for (var cycle = 0; cycle < CYCLES; cycle++) {
        useTerminal(client);
      }
      usePipes(client);
      useFiles(client);
      get(client, "/api/process/start?arg%5B%5D=/no/such");
      get(client, "/api/process/stop?id=99");
      get(client, "/nonsense");
      events.awaitText("usage");
      events.close();
      get(client, "/api/process/clean");
    } finally {
      client
          .shutdownNow(); // to close it would wait without end for a socket whose abortion is late
    }
  }

  private void useTerminal(HttpClient client) throws IOException, InterruptedException {
    var answer = get(client, "/api/process/start?arg%5B%5D=" + SHORT_PROGRAM + "&arg%5B%5D=-h");
    var id = answer.replaceFirst("(?s).*\"id\":([0-9]+).*", "$1");
    for (var protocol : new String[] {"tty", "coredeck.v1"}) {
      var terminal = socket(client, "/ws/" + id, protocol);
      terminal.send("1{\"columns\":100,\"rows\":30}");
      terminal.send("0x");
      terminal.awaitText("Usage");
      terminal.close();
    }
    get(client, "/api/processes");
    get(client, "/api/process/logs?id=" + id);
    post(client, "/api/v2/processes/" + id + "/kill", "{\"signal\":9}");
  }

  private void usePipes(HttpClient client) throws IOException, InterruptedException {
    post(
        client,
        "/api/v2/processes",
        "{\"argv\":[\"%s\",\"-h\"],\"terminal\":false}".formatted(SHORT_PROGRAM));
  }

  private void useFiles(HttpClient client) throws IOException, InterruptedException {
    var path = "/api/v2/files?path=/tmp/training.toml";
    var put =
        HttpRequest.newBuilder(uri("http", path))
            .timeout(LIMIT)
            .PUT(BodyPublishers.ofString(TEXT))
            .build();
    var status = client.send(put, BodyHandlers.discarding()).statusCode();
    if (status != CREATED || !get(client, path).equals(TEXT)) {
      throw new IOException("CoreX does not take a file in its training: status " + status);
    }
    get(client, "/api/v2/files/list?path=/tmp");
    get(client, "/api/v2/files?path=/tmp");
  }

  private String get(HttpClient client, String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(uri("http", path)).timeout(LIMIT).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private void post(HttpClient client, String path, String json)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(uri("http", path))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json))
            .build();
    client.send(request, BodyHandlers.discarding());
  }

  private URI uri(String scheme, String path) {
    return URI.create(scheme + "://127.0.0.1:" + port + path);
  }

  private Client socket(HttpClient client, String path, String protocol)
      throws IOException, InterruptedException {
    var result = new Client();
    await(
        client
            .newWebSocketBuilder()
            .subprotocols(protocol)
            .buildAsync(uri("ws", path), result)
            .thenAccept(result.socket::complete));
    result.send("{\"AuthToken\":null}");
    return result;
  }

  private static <T> T await(CompletableFuture<T> result) throws IOException, InterruptedException {
    try {
      return result.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("CoreX does not behave in its training: " + e, e);
    }
  }

  /// Keeps what it is told.
  private static final class Client implements WebSocket.Listener {
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

    void send(String message) throws IOException, InterruptedException {
      var bytes = ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8));
      await(socket.thenCompose(open -> open.sendBinary(bytes, true)));
    }

    synchronized void awaitText(String wanted) throws IOException, InterruptedException {
      var deadline = System.nanoTime() + LIMIT.toNanos();
      while (text.indexOf(wanted) < 0) {
        var left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new IOException("CoreX does not say '%s' in its training".formatted(wanted));
        }
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    }

    void close() throws IOException, InterruptedException {
      await(socket).abort();
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      return heard(from, StandardCharsets.UTF_8.decode(data));
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      return heard(from, data);
    }

    private synchronized CompletionStage<?> heard(WebSocket from, CharSequence data) {
      text.append(data);
      notifyAll();
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }
}
