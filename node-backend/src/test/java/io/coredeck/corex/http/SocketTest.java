package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.corex.process.ExitStatus;
import io.coredeck.corex.process.FakeTerminals;
import io.coredeck.corex.process.UsageMeter;
import io.coredeck.corex.process.WindowSize;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients see on the websockets.
@Timeout(60)
class SocketTest {
  private static final String BASIC = "Basic dXNlcjpwYXNz";
  private static final String TOKEN = "{\"AuthToken\":\"dXNlcjpwYXNz\"}";

  private final FakeTerminals terminals = new FakeTerminals();
  private TestCorex corex;

  @BeforeEach
  void start() throws Exception {
    corex = TestCorex.start(terminals);
  }

  @AfterEach
  void close() {
    corex.close();
  }

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
              refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(503));
    }
  }

  @Test
  void tty_greets_replays_and_then_goes_live() throws Exception {
    corex.run("puppet", "a b");
    var terminal = terminals.next();
    terminal.print("before ");
    try (var socket = corex.socket("/ws/1", "tty")) {
      socket.awaitOutput("before ");
      assertThat(socket.messages())
          .containsExactly("1puppet a b (testhost)", "310", "2{ }", "0before ");
      terminal.print("meanwhile ");
      socket.hello();
      socket.awaitOutput("meanwhile ");
      terminal.print("after");
      socket.awaitOutput("after");
      assertThat(socket.output()).isEqualTo("before meanwhile after");
    }
  }

  @Test
  void a_process_that_printed_nothing_yet_can_be_attached_to() throws Exception {
    corex.run("puppet");
    var terminal = terminals.next();
    try (var socket = corex.socket("/ws/1", "tty")) {
      socket.hello();
      socket.awaitMessage("2{ }");
      terminal.print("first words");
      socket.awaitOutput("first words");
      assertThat(socket.isOpen()).isTrue();
    }
  }

  @Test
  void the_title_is_that_of_the_process_attached_to() throws Exception {
    corex.run("puppet", "one");
    corex.run("puppet", "two");
    try (var socket = corex.socket("/ws/1", "tty")) {
      assertThat(socket.awaitMessage("testhost")).isEqualTo("1puppet one (testhost)");
    }
  }

  @Test
  void input_and_size_reach_the_process_also_before_the_hello_and_in_fragments() throws Exception {
    corex.run("echo");
    var terminal = terminals.next();
    try (var socket = corex.socket("/ws/1", "tty")) {
      socket.send("0early ");
      socket.hello();
      socket.send("1{\"columns\":100,\"rows\":30}");
      socket.sendText("0in ", false);
      socket.sendText("two ", false);
      socket.sendText("pieces", true);
      socket.awaitOutput("pieces");
      assertThat(terminal.typed()).isEqualTo("early in two pieces");
      assertThat(terminal.size()).isEqualTo(new WindowSize(100, 30));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "x", "1", "1{}", "1{\"columns\":-5,\"rows\":70000}", "{", "2junk"})
  void nonsense_is_ignored(String message) throws Exception {
    corex.run("echo");
    try (var socket = corex.socket("/ws/1", "tty")) {
      socket.send(message);
      socket.hello();
      socket.send("0still here");
      socket.awaitOutput("still here");
      assertThat(terminals.next().size()).isEqualTo(WindowSize.DEFAULT);
    }
  }

  @Test
  void the_end_of_a_process_leaves_tty_open_and_its_log_can_be_seen_later() throws Exception {
    corex.run("puppet");
    var terminal = terminals.next();
    try (var socket = corex.socket("/ws/1", "tty")) {
      socket.hello();
      terminal.print("last words");
      terminal.exit(ExitStatus.returned(0));
      socket.awaitOutput("last words");
      socket.send("0typed at nobody");
      assertThat(corex.body("/api/processes")).contains("\"stopped\"");
      assertThat(socket.isOpen()).isTrue();
    }
    try (var late = corex.socket("/ws/1", "tty")) {
      late.awaitOutput("last words");
    }
  }

  @Test
  void everybody_sees_everything_and_may_type() throws Exception {
    corex.run("echo");
    try (var one = corex.socket("/ws/1", "tty");
        var two = corex.socket("/ws/1", "tty")) {
      one.hello();
      two.hello();
      one.send("0from one ");
      two.awaitOutput("from one ");
      two.send("0from two");
      one.awaitOutput("from one from two");
      two.awaitOutput("from one from two");
    }
    corex.awaitList("\"state\":\"running\"");
  }

  @Test
  void much_output_arrives_whole_at_one_that_reads() throws Exception {
    corex.run("puppet");
    var terminal = terminals.next();
    try (var socket = corex.socket("/ws/1", "tty")) {
      socket.awaitMessage("2{ }");
      socket.hello();
      terminal.print("go");
      socket.awaitOutput("go");
      for (var i = 0; i < 200; i++) {
        terminal.print("%05d".formatted(i) + "x".repeat(4995));
      }
      terminal.print("END");
      socket.awaitOutput("END");
      assertThat(socket.output().length()).isEqualTo(2 + 200 * 5000 + 3);
      assertThat(socket.output()).contains("00199x").doesNotContain("\u001bc");
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

  private int statusOf(String path, String protocol) {
    var refused = new AtomicInteger();
    assertThatThrownBy(() -> corex.socket(path, protocol))
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class, e -> refused.set(e.getResponse().statusCode()));
    return refused.get();
  }

  @Test
  void a_message_that_is_too_big_closes_with_1009() throws Exception {
    corex.run("puppet");
    try (var socket = corex.socket("/ws/1", "tty")) {
      socket.hello();
      socket.send("0" + "x".repeat(1_200_000));
      assertThat(socket.awaitClose()).isEqualTo(1009);
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
    corex.get(
        "/api/process/start?arg%5B%5D=print&arg%5B%5D=secret&arg%5B%5D=0", "Authorization", BASIC);
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
    corex.run("echo");
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
      assertThat(statusOf("/ws/1", "tty")).isEqualTo(503);
    }
  }

  @Test
  void a_client_that_leaves_is_not_counted_any_more() throws Exception {
    corex.run("puppet");
    try (var socket = corex.socket("/ws/1", "coredeck.v1")) {
      socket.hello();
      socket.awaitMessage("replay");
      assertThat(corex.body("/api/v2/processes")).contains("\"viewers\":1");
    }
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!corex.body("/api/v2/processes").contains("\"viewers\":0")) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  @Test
  void our_protocol_tells_position_size_and_end() throws Exception {
    corex.run("puppet");
    var terminal = terminals.next();
    terminal.print("0123456789");
    try (var socket = corex.socket("/ws/1", "coredeck.v1")) {
      socket.sendText("{\"AuthToken\":null,\"columns\":100,\"rows\":30}", true);
      socket.awaitOutput("0123456789");
      assertThat(socket.messages())
          .containsExactly(
              "1puppet (testhost)",
              "310",
              "2{ }",
              "4{\"event\":\"replay\",\"position\":0,\"skipped\":0}",
              "4{\"event\":\"size\",\"columns\":100,\"rows\":30}",
              "00123456789");
      terminal.print("bye");
      terminal.exit(ExitStatus.returned(7));
      assertThat(socket.awaitMessage("ended")).contains("\"state\":\"stopped\",\"status\":7");
      assertThat(socket.awaitClose()).isEqualTo(1000);
      assertThat(socket.output()).isEqualTo("0123456789bye");
    }
  }

  @Test
  void our_protocol_goes_on_where_a_client_was() throws Exception {
    corex.run("puppet");
    terminals.next().print("0123456789");
    try (var socket = corex.socket("/ws/1", "coredeck.v1")) {
      socket.sendText("{\"AuthToken\":null,\"position\":7}", true);
      socket.awaitOutput("789");
      assertThat(socket.output()).isEqualTo("789");
      assertThat(socket.messages()).noneMatch(message -> message.contains("replay"));
    }
  }

  @Test
  void events_tell_everything_from_the_beginning() throws Exception {
    corex.run("puppet");
    var terminal = terminals.next();
    try (var events = corex.socket("/api/v2/events", "coredeck.v1")) {
      events.hello();
      assertThat(events.awaitMessage("snapshot"))
          .startsWith(
              "{\"event\":\"snapshot\",\"host\":\"testhost\",\"version\":\"1.2.3\",\"readonly\":false,"
                  + "\"processes\":[{\"id\":1,");
      terminal.exit(ExitStatus.returned(3));
      events.awaitMessage("\"state\":\"stopped\",\"status\":3");
      corex.run("puppet", "new");
      events.awaitMessage("\"command\":\"puppet new\",\"state\":\"running\"");
      corex.body("/api/process/clean");
      events.awaitMessage("{\"event\":\"removed\",\"ids\":[1]}");
    }
  }

  @Test
  void events_tell_usage_while_somebody_listens() throws Exception {
    corex.close();
    var second = new AtomicInteger();
    UsageMeter meter =
        pids -> {
          var cpu = Duration.ofSeconds(second.incrementAndGet());
          var usage = new UsageMeter.Usage(cpu, 4096);
          var processes = new java.util.HashMap<Long, UsageMeter.Usage>();
          pids.forEach(pid -> processes.put(pid, usage));
          return new UsageMeter.Reading(processes, usage, OptionalLong.of(8192));
        };
    corex = TestCorex.start(terminals, meter, TestCorex.options("", false, 0));
    corex.run("puppet");
    assertThat(second).hasValue(0);
    try (var events = corex.socket("/api/v2/events", "coredeck.v1")) {
      events.hello();
      var usage = events.awaitMessage("\"usage\"");
      assertThat(usage)
          .matches(
              ".*\"processes\":\\[\\{\"id\":1,\"cpu\":[0-9.]+,\"memory\":4096}],"
                  + "\"container\":\\{\"cpu\":[0-9.]+,\"memory\":4096,\"memory_limit\":8192}}");
      var cpu =
          Double.parseDouble(usage.replaceFirst(".*\"cpu\":([0-9.]+),\"memory\":4096}].*", "$1"));
      assertThat(cpu).isBetween(20.0, 60.0);
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

  @Test
  void everybody_is_told_when_it_stops() throws Exception {
    corex.run("puppet");
    var socket = corex.socket("/ws/1", "tty");
    socket.awaitMessage("2{ }");
    corex.close();
    assertThat(socket.awaitClose()).isEqualTo(1001);
    socket.close();
  }
}
