package io.coredeck.bench.terminal;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A viewer that speaks `coredeck.v1` as the page does, acknowledgements included; or one that
/// stops taking anything.
final class Watcher implements WebSocket.Listener, AutoCloseable {
  private static final int WINDOW = 262_144;
  private static final int ACKNOWLEDGE_EACH = WINDOW / 4;
  private static final int TAIL = 4096;
  private static final int LIMIT_SECONDS = 20;

  private final boolean takes;
  private final StringBuilder tail = new StringBuilder();
  private boolean begins = true;
  private char kind;
  private long shown;
  private long told;
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();
  private CompletableFuture<WebSocket> sent = socket;

  private Watcher(boolean takes) {
    this.takes = takes;
  }

  /// @param takes false for one that takes nothing after the first screen
  static Watcher open(HttpClient client, int port, long process, String name, boolean takes)
      throws ExecutionException, InterruptedException, TimeoutException {
    var watcher = new Watcher(takes);
    watcher.socket.complete(
        client
            .newWebSocketBuilder()
            .subprotocols("coredeck.v1")
            .buildAsync(URI.create("ws://127.0.0.1:%d/ws/%d".formatted(port, process)), watcher)
            .get(LIMIT_SECONDS, TimeUnit.SECONDS));
    watcher.send(
        "{\"AuthToken\":null,\"columns\":80,\"rows\":24,\"window\":%d,\"name\":\"%s\",\"person\":\"%s\"}"
            .formatted(WINDOW, name, name));
    return watcher;
  }

  /// One message after the other, whoever sends.
  private synchronized CompletableFuture<WebSocket> sendNext(String message) {
    var bytes = ByteBuffer.wrap(message.getBytes(StandardCharsets.UTF_8));
    sent = sent.thenCompose(open -> open.sendBinary(bytes, true));
    return sent;
  }

  void send(String message) throws ExecutionException, InterruptedException, TimeoutException {
    sendNext(message).get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void onOpen(WebSocket opened) {
    opened.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    if (begins && data.hasRemaining()) {
      kind = (char) data.get();
    }
    begins = last;
    var acknowledged = 0L;
    synchronized (this) {
      if (kind == '0' || kind == '5') {
        shown += data.remaining();
        data.position(Math.max(data.position(), data.limit() - TAIL));
        tail.append(StandardCharsets.ISO_8859_1.decode(data));
        tail.delete(0, Math.max(0, tail.length() - TAIL));
        notifyAll();
        if (shown - told >= ACKNOWLEDGE_EACH) {
          told = shown;
          acknowledged = shown;
        }
      }
    }
    if (acknowledged > 0) {
      sendNext("2" + acknowledged)
          .exceptionally(e -> {
            throw new IllegalStateException("an acknowledgement cannot be sent", e);
          });
    }
    if (takes || shown == 0) {
      from.request(1);
    }
    return null;
  }

  /// @return bytes of output and screens this viewer has got
  synchronized long shown() {
    return shown;
  }

  /// Waits until so many bytes were shown.
  synchronized void awaitShown(long bytes) throws InterruptedException, TimeoutException {
    var deadline = deadline();
    while (shown < bytes) {
      wait(left(deadline));
    }
  }

  /// Waits until a text is among what was shown last, and forgets what was shown.
  synchronized void awaitText(String text) throws InterruptedException, TimeoutException {
    var deadline = deadline();
    while (tail.indexOf(text) < 0) {
      wait(left(deadline));
    }
    tail.setLength(0);
  }

  private static long deadline() {
    return System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
  }

  /// @return milliseconds, more than 0
  private long left(long deadline) throws TimeoutException {
    var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (left <= 0) {
      throw new TimeoutException(
          "nothing more came after %d bytes: %s"
              .formatted(shown, tail.substring(Math.max(0, tail.length() - 100))));
    }
    return left;
  }

  @Override
  public void close() {
    socket.join().abort();
  }
}
