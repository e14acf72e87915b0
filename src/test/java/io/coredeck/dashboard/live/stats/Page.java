package io.coredeck.dashboard.live.stats;

import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// An open page, as far as the server sees it.
final class Page implements WebSocket.Listener, AutoCloseable {

  private static final long LIMIT_SECONDS = 30;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final BlockingQueue<JsonValue> frames = new LinkedBlockingQueue<>();
  private final StringBuilder partly = new StringBuilder();
  private @Nullable WebSocket socket;

  /// @return once the server has said hello
  static Page open(URI server, String origin, String protocol) throws InterruptedException {
    var page = new Page();
    var address = URI.create(server.toString().replaceFirst("http", "ws") + "live/stats");
    page.socket =
        CLIENT
            .newWebSocketBuilder()
            .header("Origin", origin)
            .subprotocols(protocol)
            .buildAsync(address, page)
            .join();
    page.next("hello");
    return page;
  }

  static Page open(URI server) throws InterruptedException {
    var origin = server.toString().replaceAll("/$", "");
    return open(server, origin, StatsRoutes.PROTOCOL);
  }

  void say(String text) {
    if (socket != null) {
      socket.sendText(text, true).join();
    }
  }

  JsonValue next(String event) throws InterruptedException {
    return next(frame -> frame.member("event").text().equals(event), event);
  }

  /// Passes over other frames.
  JsonValue next(Predicate<JsonValue> wanted, String name) throws InterruptedException {
    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (System.nanoTime() < end) {
      var frame = frames.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (frame != null && wanted.test(frame)) {
        return frame;
      }
    }
    throw new AssertionError("no frame '" + name + "' came within " + LIMIT_SECONDS + " s");
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partly.append(data);
    if (last) {
      frames.add(Json.tree(partly.toString()));
      partly.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() {
    if (socket != null) {
      socket.abort();
    }
  }
}
