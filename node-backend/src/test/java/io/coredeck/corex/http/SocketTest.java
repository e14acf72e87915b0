package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.run.ExitStatus;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients see on the websockets that speak as ttyd does.
class SocketTest extends CorexSockets {

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
  void the_end_of_a_process_closes_tty_after_its_last_words_and_its_log_can_be_seen_later()
      throws Exception {
    corex.run("puppet");
    var terminal = terminals.next();
    try (var silent = corex.socket("/ws/1", "tty");
        var socket = corex.socket("/ws/1", "tty")) {
      socket.hello();
      terminal.print("last words");
      terminal.exit(ExitStatus.returned(0));
      assertThat(socket.awaitClose()).isEqualTo(1000);
      assertThat(socket.output()).isEqualTo("last words");
      assertThat(silent.isOpen()).isTrue();
    }
    try (var late = corex.socket("/ws/1", "tty")) {
      late.awaitOutput("last words");
      late.hello();
      assertThat(late.awaitClose()).isEqualTo(1000);
      assertThat(late.output()).isEqualTo("last words");
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
  void a_message_that_is_too_big_closes_with_1009() throws Exception {
    corex.run("puppet");
    try (var socket = corex.socket("/ws/1", "tty")) {
      socket.hello();
      socket.send("0" + "x".repeat(1_200_000));
      assertThat(socket.awaitClose()).isEqualTo(1009);
    }
  }

  @Test
  void a_client_that_leaves_is_not_counted_any_more() throws Exception {
    corex.run("puppet");
    try (var socket = corex.socket("/ws/1", "coredeck.v1")) {
      socket.hello();
      socket.awaitMessage("\"screen\"");
      assertThat(corex.body("/api/v2/processes")).contains("\"viewers\":1");
    }
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!corex.body("/api/v2/processes").contains("\"viewers\":0")) {
      assertThat(System.nanoTime()).isLessThan(deadline);
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
