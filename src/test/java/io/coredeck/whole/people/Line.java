package io.coredeck.whole.people;

import java.net.http.WebSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page's end of a web socket: says what a page says at first, and answers what it answers.
final class Line implements WebSocket.Listener {

  private final List<String> first;
  private final Function<String, Optional<String>> answer;
  private final StringBuilder begun = new StringBuilder();
  private final CompletableFuture<String> heard = new CompletableFuture<>();
  private volatile String end = "";

  /// @param first what is said when it is open
  /// @param answer to a message
  Line(List<String> first, Function<String, Optional<String>> answer) {
    this.first = first;
    this.answer = answer;
  }

  /// @return done with the first message
  CompletableFuture<String> heard() {
    return heard;
  }

  /// @return why it is no longer open; empty if it is
  String end() {
    return end;
  }

  @Override
  public void onOpen(WebSocket socket) {
    CompletionStage<WebSocket> sent = CompletableFuture.completedStage(socket);
    for (var message : first) {
      sent = sent.thenCompose(open -> open.sendText(message, true));
    }
    next(socket, sent);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean isLast) {
    begun.append(part);
    CompletionStage<WebSocket> sent = CompletableFuture.completedStage(socket);
    if (isLast) {
      var message = begun.toString();
      begun.setLength(0);
      var said = answer.apply(message);
      if (said.isPresent()) {
        sent = socket.sendText(said.get(), true);
      }
      heard.complete(message);
    }
    next(socket, sent);
    return null;
  }

  private void next(WebSocket socket, CompletionStage<WebSocket> sent) {
    var _ =
        sent.whenComplete((_, failure) -> {
          if (failure == null) {
            socket.request(1);
          } else {
            ended("nothing could be sent: " + failure);
          }
        });
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    ended("closed with %d %s".formatted(code, reason));
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable failure) {
    ended("broken: " + failure);
  }

  private void ended(String why) {
    end = why;
    heard.completeExceptionally(new IllegalStateException(why));
  }
}
