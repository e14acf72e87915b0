package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.corex.access.Guard;
import io.coredeck.corex.access.Token;
import io.coredeck.corex.http.listen.Bounds;
import io.coredeck.corex.http.listen.Listening;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.process.FakeTerminals;
import io.coredeck.corex.wire.Credential;
import java.net.http.WebSocketHandshakeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tokens of programs, callers who may only look, and callers who guess.
@Timeout(60)
class TokensTest {
  private static final String WRITER = "Bearer writer-0123456789abcdef";
  private static final String READER = "Bearer reader-0123456789abcdef";
  private static final String BASIC = "Basic dXNlcjpwYXNz";

  private final FakeTerminals terminals = new FakeTerminals();
  private TestCorex corex;

  private void restart(String credential, boolean readOnly, String... tokens) throws Exception {
    corex.close();
    corex = create(credential, readOnly, tokens);
  }

  private TestCorex create(String credential, boolean readOnly, String... tokens) throws Exception {
    var text = String.join("\n", tokens);
    var guard =
        new Guard(
            Optional.of(credential).filter(c -> !c.isEmpty()).map(Credential::new),
            text.isEmpty() ? List.of() : Token.parse(text, "tokens"),
            readOnly);
    var options = TestCorex.options(Listening.on(0, "lo"), guard, 0);
    return TestCorex.start(terminals, options, Bounds.USUAL);
  }

  @BeforeEach
  void start() throws Exception {
    corex =
        create(
            "user:pass",
            false,
            "ci:" + WRITER.substring(7),
            "eye:" + READER.substring(7) + ":read");
  }

  @AfterEach
  void close() {
    corex.close();
  }

  private int status(String method, String path, String authorization) throws Exception {
    return corex.send(method, path, "", "Authorization", authorization).statusCode();
  }

  @Test
  void a_token_does_what_the_credential_does() throws Exception {
    for (var shown : List.of(WRITER, BASIC)) {
      assertThat(status("GET", "/api/process/start?arg%5B%5D=puppet", shown)).isEqualTo(200);
      assertThat(status("GET", "/api/v2/processes", shown)).isEqualTo(200);
      assertThat(status("GET", "/", shown)).isEqualTo(200);
    }
    assertThat(status("DELETE", "/api/v2/processes", WRITER)).isEqualTo(204);
    assertThat(status("GET", "/api/v2/processes", WRITER + "x")).isEqualTo(401);
  }

  @Test
  void a_token_does_not_give_away_the_credential() throws Exception {
    for (var shown : List.of(WRITER, READER)) {
      var answer = corex.get("/auth_token.js", "Authorization", shown);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
    }
    assertThat(corex.get("/auth_token.js", "Authorization", BASIC).body()).contains("dXNlcjpwYXNz");
  }

  @Test
  void with_tokens_alone_programs_are_told_what_to_show() throws Exception {
    restart("", false, "ci:" + WRITER.substring(7));
    var answer = corex.get("/api/processes");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"ttyd\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/process/start?arg%5B%5D=puppet",
        "GET /api/process/stop?id=1",
        "GET /api/process/kill?id=1&signal=9",
        "GET /api/process/clean",
        "POST /api/v2/processes",
        "POST /api/v2/processes/1/stop",
        "POST /api/v2/processes/1/kill",
        "DELETE /api/v2/processes/1",
        "POST /api/v2/processes/1/recording",
        "DELETE /api/v2/processes/1/recording",
        "DELETE /api/v2/processes"
      })
  void who_may_only_look_is_told_so_at_every_change(String change) throws Exception {
    restart("", true, "eye:" + READER.substring(7));
    assertRefused(change, READER, "this CoreX was started with --readonly");
    close();
    start();
    assertRefused(change, READER, "this token may only look");
  }

  private void assertRefused(String change, String authorization, String why) throws Exception {
    corex.startInside("puppet");
    var words = change.split(" ", 2);
    var answer = corex.send(words[0], words[1], "", "Authorization", authorization);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains(why);
    assertThat(corex.get("/api/processes", "Authorization", authorization).body())
        .contains("\"state\":\"running\"");
  }

  @Test
  void who_may_only_look_sees_and_types_nothing() throws Exception {
    corex.startInside("puppet");
    var terminal = terminals.next();
    try (var socket = corex.socket("/ws/1", "coredeck.v1", "Authorization", READER)) {
      socket.sendText("{\"AuthToken\":null,\"columns\":100,\"rows\":30}", true);
      socket.send("0rm -rf /");
      socket.send("1{\"columns\":101,\"rows\":31}");
      socket.awaitMessage("\"event\":\"refused\"");
      socket.awaitMessage("\"event\":\"screen\"");
      terminal.print("shown");
      socket.awaitMessage("shown");
      assertThat(terminal.typed()).isEmpty();
      assertThat(terminal.size()).isEqualTo(WindowSize.DEFAULT);
    }
  }

  @Test
  void who_may_only_look_gets_what_was_recorded() throws Exception {
    corex.startInside("puppet");
    var recording = "/api/v2/processes/1/recording";
    assertThat(status("POST", recording, WRITER)).isEqualTo(201);
    terminals.next().print("seen by all");
    corex.awaitLog(recording, "seen by all", "Authorization", READER);
    assertThat(status("GET", recording, "Bearer nobody-0123456789")).isEqualTo(401);
    assertThat(status("GET", "/api/v2/files?path=/etc/hostname", READER)).isEqualTo(403);
    restart("", true);
    assertThat(corex.get(recording).statusCode()).isEqualTo(404);
  }

  @Test
  void pages_are_told_whether_they_may_only_look() throws Exception {
    assertThat(corex.get("/api/v2/processes", "Authorization", READER).body())
        .contains("\"readonly\":true");
    assertThat(corex.get("/api/v2/processes", "Authorization", WRITER).body())
        .contains("\"readonly\":false");
    try (var events = corex.socket("/api/v2/events", "coredeck.v1", "Authorization", READER)) {
      events.hello();
      assertThat(events.awaitMessage("snapshot")).contains("\"readonly\":true");
    }
    try (var events = corex.socket("/api/v2/events", "coredeck.v1")) {
      events.sendText("{\"AuthToken\":\"" + WRITER.substring(7) + "\"}", true);
      assertThat(events.awaitMessage("snapshot")).contains("\"readonly\":false");
    }
  }

  @Test
  void who_guesses_is_slowed_whatever_the_way() throws Exception {
    corex.startInside("puppet");
    for (var i = 0; i < 10; i++) {
      assertThat(status("GET", "/api/processes", "Bearer guess-" + i)).isEqualTo(401);
      try (var socket = corex.socket("/ws/1", "tty")) {
        socket.sendText("{\"AuthToken\":\"guess-" + i + "\"}", true);
        assertThat(socket.awaitClose()).isEqualTo(1008);
        assertThat(socket.messages()).isEmpty();
      }
    }
    var later = corex.get("/api/processes", "Authorization", BASIC);
    assertThat(later.statusCode()).isEqualTo(429);
    assertThat(later.body()).isEmpty();
    assertThat(later.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 6L);
    assertThatThrownBy(() -> corex.socket("/ws/1", "tty", "Authorization", BASIC))
        .isInstanceOf(WebSocketHandshakeException.class);
    assertThat(corex.get("/api/processes").statusCode()).isEqualTo(401);
  }

  @Test
  void who_has_shown_nothing_cannot_find_out_which_processes_there_are() throws Exception {
    corex.startInside("puppet");
    for (var path : List.of("/ws/1", "/ws/2")) {
      try (var socket = corex.socket(path, "tty")) {
        socket.sendText("{\"AuthToken\":\"wrong\"}", true);
        assertThat(socket.awaitClose()).as(path).isEqualTo(1008);
        assertThat(socket.messages()).isEmpty();
      }
    }
    try (var socket = corex.socket("/ws/2", "tty")) {
      socket.sendText("{\"AuthToken\":\"dXNlcjpwYXNz\"}", true);
      assertThat(socket.awaitClose()).isEqualTo(1000);
    }
  }

  @Test
  void sockets_that_have_shown_nothing_are_few() throws Exception {
    corex.startInside("puppet");
    var sockets = new ArrayList<TestSocket>();
    try {
      for (var i = 0; i < 100; i++) {
        sockets.add(corex.socket("/ws/1", "tty"));
      }
      assertThatThrownBy(() -> corex.socket("/ws/1", "tty"))
          .isInstanceOfSatisfying(
              WebSocketHandshakeException.class,
              refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(429));
      try (var welcome = corex.socket("/ws/1", "tty", "Authorization", BASIC)) {
        welcome.awaitMessage("puppet");
      }
    } finally {
      sockets.forEach(TestSocket::close);
    }
  }
}
