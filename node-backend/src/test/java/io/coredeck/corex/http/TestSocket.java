package io.coredeck.corex.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// A client on a websocket that keeps all messages, each as ISO-8859-1 text.
final class TestSocket implements WebSocket.Listener, AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final List<String> messages = new ArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

  static TestSocket open(HttpClient client, URI uri, String protocol, String... headers)
      throws Exception {
    var result = new TestSocket();
    var builder = client.newWebSocketBuilder().connectTimeout(LIMIT);
    if (!protocol.isEmpty()) {
      builder.subprotocols(protocol);
    }
    for (var i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    try {
      result.socket.complete(builder.buildAsync(uri, result).get(20, TimeUnit.SECONDS));
      return result;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    return received(from, StandardCharsets.ISO_8859_1.decode(data).toString(), last);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    return received(from, data.toString(), last);
  }

  private synchronized CompletionStage<?> received(WebSocket from, String data, boolean last) {
    partial.append(data);
    if (last) {
      messages.add(partial.toString());
      partial.setLength(0);
      notifyAll();
    }
    from.request(1);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.complete(-1);
  }

  void send(String text) throws Exception {
    socket
        .join()
        .sendBinary(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), true)
        .get(20, TimeUnit.SECONDS);
  }

  void sendText(String text, boolean last) throws Exception {
    socket.join().sendText(text, last).get(20, TimeUnit.SECONDS);
  }

  void hello() throws Exception {
    sendText("{\"AuthToken\":null}", true);
  }

  synchronized List<String> messages() {
    return List.copyOf(messages);
  }

  /// @return the terminal output so far
  synchronized String output() {
    var all = new StringBuilder();
    messages.stream().filter(m -> m.startsWith("0")).forEach(m -> all.append(m.substring(1)));
    return all.toString();
  }

  synchronized void awaitOutput(String wanted) throws InterruptedException {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (!output().contains(wanted)) {
      TimeUnit.NANOSECONDS.timedWait(this, left(deadline, wanted));
    }
  }

  /// @return the first message that contains the text
  synchronized String awaitMessage(String wanted) throws InterruptedException {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      for (var message : messages) {
        if (message.contains(wanted)) {
          return message;
        }
      }
      TimeUnit.NANOSECONDS.timedWait(this, left(deadline, wanted));
    }
  }

  /// @param number of a message, from 0 on
  synchronized String awaitNext(int number) throws InterruptedException {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (messages.size() <= number) {
      TimeUnit.NANOSECONDS.timedWait(this, left(deadline, "message " + number));
    }
    return messages.get(number);
  }

  private long left(long deadline, String wanted) {
    var left = deadline - System.nanoTime();
    if (left <= 0) {
      throw new AssertionError("never came: '" + wanted + "', but " + messages);
    }
    return left;
  }

  int awaitClose() throws Exception {
    return closed.get(20, TimeUnit.SECONDS);
  }

  boolean isOpen() {
    return !closed.isDone() && !socket.join().isInputClosed();
  }

  @Override
  public void close() {
    socket.join().abort();
  }
}
