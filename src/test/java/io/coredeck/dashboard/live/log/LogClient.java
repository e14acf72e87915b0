package io.coredeck.dashboard.live.log;

import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A page's end of the socket, without the page.
final class LogClient implements WebSocket.Listener, AutoCloseable {

  static final long LIMIT_SECONDS = 20;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<JsonValue> told = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private @Nullable WebSocket socket;
  private volatile boolean takes = true;
  private volatile long newest;

  static LogClient open(LogServer server, String query) throws Exception {
    return open(server, query, server.origin(), LogRoutes.PROTOCOL);
  }

  static LogClient open(LogServer server, String query, String origin, String protocol)
      throws Exception {
    var client = new LogClient();
    client.socket =
        HTTP.newWebSocketBuilder()
            .header("Origin", origin)
            .subprotocols(protocol)
            .buildAsync(server.socket(query), client)
            .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    return client;
  }

  /// @return the status a socket is refused with
  static int refusal(LogServer server, String query, String origin, String protocol)
      throws Exception {
    try (var _ = open(server, query, origin, protocol)) {
      throw new AssertionError("the socket was opened for " + query + " from " + origin);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  static LogClient begin(LogServer server, String gwid, int tail) throws Exception {
    var client = open(server, "container=" + gwid);
    client.ask("{\"ask\":\"begin\",\"tail\":" + tail + "}");
    return client;
  }

  void ask(String text) throws Exception {
    Objects.requireNonNull(socket).sendText(text, true).get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /// Stops saying that frames were taken in.
  void stall() {
    takes = false;
  }

  void goOn() throws Exception {
    takes = true;
    ask("{\"ask\":\"taken\",\"seq\":" + newest + "}");
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      var message = Json.tree(part.toString());
      part.setLength(0);
      if (message.member("event").text().equals("lines")) {
        newest = message.member("seq").integer();
        if (takes) {
          var _ = from.sendText("{\"ask\":\"taken\",\"seq\":" + newest + "}", true);
        }
      }
      told.add(message);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  int closeCode() throws Exception {
    return closed.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /// The next message of this kind; others before it are left out.
  JsonValue next(String event) throws InterruptedException {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    for (var message = poll(end); message != null; message = poll(end)) {
      if (message.member("event").text().equals(event)) {
        return message;
      }
    }
    throw new AssertionError("no message '" + event + "' came within " + LIMIT_SECONDS + " s");
  }

  /// @param end of `System.nanoTime()`
  private JsonValue poll(long end) throws InterruptedException {
    return told.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  /// What a page would show up to this line: `5`, or `6-9` for lines left out, `!6-9` for lost
  /// ones.
  List<String> upTo(long number) throws InterruptedException {
    var shown = new ArrayList<String>();
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    for (var message = poll(end); message != null; message = poll(end)) {
      if (message.member("event").text().equals("gap")) {
        var from = message.member("from").integer();
        shown.add(
            (message.member("lost").flag() ? "!" : "")
                + from
                + "-"
                + message.member("to").integer());
      }
      for (var row : message.member("rows").items()) {
        shown.add("" + row.items().getFirst().integer());
      }
      if (!shown.isEmpty() && shown.getLast().equals("" + number)) {
        return shown;
      }
    }
    throw new AssertionError(
        "line "
            + number
            + " did not come; there were "
            + shown.size()
            + " "
            + shown.stream().limit(20).toList()
            + ", closed: "
            + closed);
  }

  @Override
  public void close() {
    Objects.requireNonNull(socket).abort();
  }
}
