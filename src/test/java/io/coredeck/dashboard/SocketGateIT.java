package io.coredeck.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may open web sockets, also those of libraries.
class SocketGateIT {

  private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");

  @ParameterizedTest
  @ValueSource(strings = {"VAADIN/push", "live/stats", "nothing/here"})
  void a_page_of_another_server_opens_no_socket_at_any_address(String path) throws Exception {
    try (var server = server();
        var client = HttpClient.newHttpClient()) {
      var address = URI.create(server.url().toString().replaceFirst("http", "ws") + path);
      var opening =
          client
              .newWebSocketBuilder()
              .header("Origin", "http://elsewhere.example.org")
              .buildAsync(address, new WebSocket.Listener() {});
      assertThatThrownBy(opening::join)
          .hasCauseInstanceOf(WebSocketHandshakeException.class)
          .cause()
          .extracting(refused -> ((WebSocketHandshakeException) refused).getResponse().statusCode())
          .isEqualTo(403);
    }
  }

  @Test
  void a_client_that_offers_another_protocol_gets_its_page() throws Exception {
    try (var server = server();
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
      var request = HttpRequest.newBuilder(server.url()).build(); // with Upgrade: h2c
      assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
  }

  private static DashboardServer server() throws Exception {
    return DashboardServer.start(new DashboardConfig("127.0.0.1", 0, NOWHERE, NOWHERE));
  }
}
