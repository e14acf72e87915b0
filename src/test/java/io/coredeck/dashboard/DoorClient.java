package io.coredeck.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Tries calls and sockets of a dashboard, with the cookies of a session or with none.
final class DoorClient implements AutoCloseable {

  /// What {@link #open(Door, String)} says of a socket that was not closed.
  static final int STILL_OPEN = 0;

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Pattern TICKET = Pattern.compile(" data-ticket=\"([^\"]+)\"");

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI url;

  /// A socket.
  record Door(String path, String protocol) {}

  DoorClient(URI url) {
    this.url = url;
  }

  /// @return what a page of the session knows, or of a new one without a cookie
  String ticket(String cookie) throws Exception {
    var found = TICKET.matcher(get("", cookie).body());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  HttpResponse<String> get(String path, String cookie) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(LIMIT);
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /// Tells a credential that the console of a container may ask for.
  ///
  /// @param ticket by which a page shows of which session it is
  /// @return status of the answer
  int tell(String gwid, String cookie, String ticket) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(url + EveryDoor.credential(gwid)))
            .timeout(LIMIT)
            .header("Cookie", cookie)
            .header("Origin", url.toString().replaceAll("/$", ""))
            .header("Content-Type", "application/json")
            .header(TicketGate.HEADER, ticket)
            .PUT(HttpRequest.BodyPublishers.ofString("{\"token\":\"any\"}"));
    return client.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  /// @return status of the refused handshake, or the code the socket was closed with, or {@link
  ///   #STILL_OPEN} after it has answered something or stayed open
  int open(Door door, String cookie) throws Exception {
    return open(door, cookie, Ticket.PREFIX + ticket(cookie));
  }

  /// @param shown how the page proves that it is of the session
  int open(Door door, String cookie, String shown) throws Exception {
    var closed = new CompletableFuture<Integer>();
    var listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return CompletableFuture.completedStage(null);
          }

          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean isLast) {
            closed.complete(STILL_OPEN);
            return CompletableFuture.completedStage(null);
          }
        };
    var builder =
        client
            .newWebSocketBuilder()
            .subprotocols(door.protocol(), shown)
            .header("Origin", url.toString().replaceAll("/$", ""));
    if (!cookie.isEmpty()) {
      builder.header("Cookie", cookie);
    }
    var address = URI.create(url.toString().replaceFirst("http", "ws") + door.path());
    try {
      var socket = builder.buildAsync(address, listener).join();
      try {
        if (door.path().startsWith("live/logs")) {
          // a door that closes at once may be quicker than this; what it closes with is the answer
          var _ = socket.sendText("{\"ask\":\"begin\",\"tail\":1,\"after\":{}}", true);
        }
        return closed.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      } finally {
        socket.abort();
      }
    } catch (CompletionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw e;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
