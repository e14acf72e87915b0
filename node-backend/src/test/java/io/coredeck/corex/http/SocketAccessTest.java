package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.process.UsageMeter;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whom the websockets let in, and what they take from whom.
class SocketAccessTest extends CorexSockets {
  private static final String BASIC = "Basic dXNlcjpwYXNz";
  private static final String TOKEN = "{\"AuthToken\":\"dXNlcjpwYXNz\"}";

  private void restart(String credential, boolean readOnly) throws Exception {
    corex.close();
    corex = TestCorex.start(terminals, credential, readOnly);
  }

  @Test
  void the_limit_of_clients_counts_terminals_and_not_the_page_around_them() throws Exception {
    corex.close();
    corex =
        TestCorex.start(
            terminals,
            _ ->
                new UsageMeter.Reading(
                    Map.of(), new UsageMeter.Usage(Duration.ZERO, 0), OptionalLong.empty()),
            TestCorex.options("", false, 1));
    corex.run("puppet");
    try (var events = corex.socket("/api/v2/events", "coredeck.v1");
        var terminal = corex.socket("/ws/1", "coredeck.v1")) {
      events.hello();
      terminal.hello();
      terminal.awaitMessage("310");
      assertThatThrownBy(() -> corex.socket("/ws/1", "tty"))
          .isInstanceOfSatisfying(
              WebSocketHandshakeException.class,
              refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(429));
    }
  }

  @Test
  void without_a_known_protocol_or_process_there_is_no_socket() throws Exception {
    corex.run("puppet");
    assertThat(statusOf("/ws/1", "")).isEqualTo(400);
    assertThat(statusOf("/ws/1", "other")).isEqualTo(400);
    assertThat(statusOf("/ws/99", "tty")).isEqualTo(404);
    assertThat(statusOf("/ws/x", "tty")).isEqualTo(404);
    assertThat(statusOf("/api/v2/events", "tty")).isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /ws/1, Sec-WebSocket-Version: 8, 426",
    "GET, /api/v2/events, Sec-WebSocket-Version: 14, 426",
    "GET, /ws/1, X: no version, 426",
    "HEAD, /ws/1, Sec-WebSocket-Version: 13, 400",
    "POST, /ws/1, Sec-WebSocket-Version: 13, 400",
    "PUT, /ws/99, Sec-WebSocket-Version: 8, 400"
  })
  void a_socket_is_asked_for_by_get_in_the_version_there_is(
      String method, String path, String version, int status) throws Exception {
    corex.run("print", "x", "0");
    corex.awaitList("stopped");
    var answer =
        corex.raw(
            String.join(
                "\r\n",
                method + " " + path + " HTTP/1.1",
                "Host: localhost",
                "Connection: Upgrade, close",
                "Upgrade: WebSocket",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Protocol: coredeck.v1",
                version,
                "",
                ""));
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    if (status == 426) {
      assertThat(answer)
          .containsIgnoringCase("\r\nSec-WebSocket-Version: 13\r\n")
          .containsIgnoringCase("\r\nUpgrade: websocket\r\n");
    }
    if (method.equals("HEAD")) {
      assertThat(answer).endsWith("\r\n\r\n");
    }
  }

  @Test
  void with_a_credential_nothing_is_sent_before_the_token() throws Exception {
    restart("user:pass", false);
    corex.get("/api/process/start?arg%5B%5D=puppet", "Authorization", BASIC);
    terminals.next().print("secret");
    try (var socket = corex.socket("/ws/1", "tty")) {
      socket.sendText(TOKEN, true);
      socket.awaitOutput("secret");
    }
    for (var first :
        new String[] {"{\"AuthToken\":null}", "{\"AuthToken\":\"x\"}", "0ls", "x", ""}) {
      try (var socket = corex.socket("/ws/1", "tty")) {
        socket.send(first);
        assertThat(socket.awaitClose()).as(first).isEqualTo(1008);
        assertThat(socket.messages()).isEmpty();
      }
    }
  }

  @Test
  void a_credential_may_come_with_the_request_and_a_wrong_one_is_refused() throws Exception {
    restart("user:pass", false);
    corex.get("/api/process/start?arg%5B%5D=puppet", "Authorization", BASIC);
    terminals.next().print("secret");
    try (var socket = corex.socket("/ws/1", "tty", "Authorization", BASIC)) {
      socket.awaitOutput("secret");
      socket.hello();
      assertThat(socket.isOpen()).isTrue();
    }
    assertThatThrownBy(() -> corex.socket("/ws/1", "tty", "Authorization", "Basic eDp5"))
        .isInstanceOf(WebSocketHandshakeException.class);
  }

  @Test
  void read_only_shows_and_takes_nothing() throws Exception {
    restart("", true);
    corex.startInside("echo");
    var terminal = terminals.next();
    try (var socket = corex.socket("/ws/1", "tty")) {
      socket.hello();
      socket.send("0rm -rf /");
      socket.send("1{\"columns\":100,\"rows\":30}");
      terminal.print("shown");
      socket.awaitOutput("shown");
      assertThat(terminal.typed()).isEmpty();
      assertThat(terminal.size()).isEqualTo(WindowSize.DEFAULT);
    }
  }

  @Test
  void more_clients_than_allowed_are_turned_away() throws Exception {
    corex.close();
    UsageMeter nothing =
        _ ->
            new UsageMeter.Reading(
                Map.of(), new UsageMeter.Usage(Duration.ZERO, 0), OptionalLong.empty());
    corex = TestCorex.start(terminals, nothing, TestCorex.options("", false, 1));
    corex.run("puppet");
    try (var first = corex.socket("/ws/1", "tty")) {
      first.awaitMessage("2{ }");
      assertThat(statusOf("/ws/1", "tty")).isEqualTo(429);
      var upgrade =
          """
          GET /ws/1 HTTP/1.1
          Host: localhost
          Connection: Upgrade, close
          Upgrade: websocket
          Sec-WebSocket-Version: 13
          Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
          Sec-WebSocket-Protocol: tty

          """
              .replace("\n", "\r\n");
      assertThat(corex.raw(upgrade))
          .startsWith("HTTP/1.1 429 ")
          .endsWith(
              "{\"error\":\"terminals open: 1, no more fit; close one, or start CoreX with a higher"
                  + " --max-clients\"}");
    }
  }

  @Test
  void events_need_the_credential_too() throws Exception {
    restart("user:pass", false);
    try (var events = corex.socket("/api/v2/events", "coredeck.v1")) {
      events.sendText("{\"AuthToken\":\"wrong\"}", true);
      assertThat(events.awaitClose()).isEqualTo(1008);
      assertThat(events.messages()).isEmpty();
    }
    try (var events = corex.socket("/api/v2/events", "coredeck.v1")) {
      events.sendText(TOKEN, true);
      events.awaitMessage("snapshot");
    }
  }

  private int statusOf(String path, String protocol) {
    var refused = new AtomicInteger();
    assertThatThrownBy(() -> corex.socket(path, protocol))
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class, e -> refused.set(e.getResponse().statusCode()));
    return refused.get();
  }
}
