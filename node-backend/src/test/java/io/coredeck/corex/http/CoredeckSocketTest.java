package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.process.FakeTerminals;
import io.coredeck.corex.process.UsageMeter;
import io.coredeck.corex.run.ExitStatus;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What clients see on the websockets of our own protocol.
@Timeout(60)
class CoredeckSocketTest extends CorexSockets {

  @Test
  void our_protocol_tells_people_screen_output_and_end() throws Exception {
    corex.run("puppet");
    var terminal = terminals.next();
    terminal.print("0123456789");
    try (var socket = corex.socket("/ws/1", "coredeck.v1")) {
      socket.sendText("{\"AuthToken\":null,\"columns\":100,\"rows\":30}", true);
      socket.awaitMessage("0123456789");
      terminal.print("live");
      socket.awaitOutput("live");
      assertThat(socket.messages()).hasSize(7);
      assertThat(socket.messages().subList(0, 3))
          .containsExactly("1puppet (testhost)", "310", "2{ }");
      assertThat(socket.messages().get(3))
          .startsWith(
              "4{\"event\":\"people\",\"you\":1,\"typing\":\"one\",\"size\":\"driver\","
                  + "\"answers\":true,\"people\":[{\"id\":1,\"name\":\"\",\"mine\":true,\"types\":true,"
                  + "\"watches\":false,\"program\":false,\"columns\":100,\"rows\":30,\"since\":\"");
      assertThat(socket.messages().get(4))
          .matches(
              "4\\{\"event\":\"screen\",\"stream\":\"[0-9a-f]{16}\",\"position\":10,\"skipped\":0,\"whole\":true,"
                  + "\"columns\":100,\"rows\":30,\"bytes\":[0-9]+}");
      assertThat(socket.messages().get(5)).startsWith("5").contains("0123456789");
      assertThat(socket.messages().get(6)).isEqualTo("0live");
      terminal.print("bye");
      terminal.exit(ExitStatus.returned(7));
      assertThat(socket.awaitMessage("ended")).contains("\"state\":\"stopped\",\"status\":7");
      assertThat(socket.awaitClose()).isEqualTo(1000);
      assertThat(socket.output()).isEqualTo("livebye");
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
      assertThat(socket.messages()).noneMatch(message -> message.contains("screen"));
    }
  }

  @Test
  void a_position_in_the_output_of_another_process_means_nothing() throws Exception {
    corex.run("puppet");
    terminals.next().print("0123456789");
    try (var socket = corex.socket("/ws/1", "coredeck.v1")) {
      socket.sendText("{\"AuthToken\":null,\"position\":7,\"stream\":\"00ff00ff00ff00ff\"}", true);
      var screen = socket.awaitMessage("\"screen\"");
      socket.awaitMessage("0123456789");
      var stream = screen.replaceFirst(".*\"stream\":\"([0-9a-f]+)\".*", "$1");
      try (var again = corex.socket("/ws/1", "coredeck.v1")) {
        again.sendText(
            "{\"AuthToken\":null,\"position\":7,\"stream\":\"%s\"}".formatted(stream), true);
        again.awaitOutput("789");
        assertThat(again.output()).isEqualTo("789");
      }
    }
  }

  @Test
  void no_more_is_sent_than_the_window_allows_until_it_is_acknowledged() throws Exception {
    corex.run("puppet");
    var terminal = terminals.next();
    try (var socket = corex.socket("/ws/1", "coredeck.v1")) {
      socket.sendText("{\"AuthToken\":null,\"window\":32768,\"position\":0}", true);
      socket.awaitMessage("people");
      terminal.print("a".repeat(32_768));
      socket.awaitOutput("a".repeat(32_768));
      terminal.print("b");
      socket.send("9probe");
      socket.awaitMessage("9probe");
      assertThat(socket.output()).doesNotContain("b");
      socket.send("232767");
      socket.send("9again");
      socket.awaitMessage("9again");
      socket.awaitOutput("b");
    }
  }

  @Test
  void a_viewer_that_falls_behind_is_shown_the_screen_and_later_all_that_is_kept()
      throws Exception {
    corex.run("puppet");
    var terminal = terminals.next();
    try (var fast = corex.socket("/ws/1", "coredeck.v1");
        var slow = corex.socket("/ws/1", "coredeck.v1")) {
      fast.hello();
      slow.sendText("{\"AuthToken\":null,\"window\":32768,\"position\":0}", true);
      fast.awaitMessage("\"id\":2");
      slow.awaitMessage("people");
      for (var line = 0; line < 8000; line++) {
        terminal.print("line %d of many that nobody can read\r\n".formatted(line));
      }
      fast.awaitOutput("line 7999 ");
      assertThat(slow.messages()).noneMatch(message -> message.contains("\"screen\""));
      slow.send("2999999999");
      var screen = slow.awaitMessage("\"whole\":false");
      assertThat(Long.parseLong(screen.replaceFirst(".*\"skipped\":([0-9]+).*", "$1")))
          .isGreaterThan(100_000);
      slow.awaitMessage("\"whole\":true");
      slow.awaitMessage("line 0 of many");
    }
  }

  @Test
  void a_viewer_that_takes_nothing_of_its_screen_is_let_go_until_it_does() throws Exception {
    corex.run("puppet");
    var terminal = terminals.next();
    for (var line = 0; line < 8000; line++) {
      terminal.print("line %d of many that nobody takes\r\n".formatted(line));
    }
    try (var stalled = corex.socket("/ws/1", "coredeck.v1")) {
      stalled.sendText("{\"AuthToken\":null,\"window\":32768,\"columns\":80,\"rows\":24}", true);
      var first = stalled.awaitMessage("\"screen\"");
      stalled.awaitMessage("line 0 of many");
      corex.awaitLog("/api/v2/processes", "\"viewers\":0");
      terminal.print("later");
      stalled.send("299999999");
      stalled.awaitMessage("later");
      var screens =
          stalled.messages().stream().filter(text -> text.contains("\"screen\"")).toList();
      assertThat(screens).hasSizeGreaterThan(1).startsWith(first);
      assertThat(number("skipped", screens.get(1)))
          .isEqualTo(number("position", screens.get(1)) - number("position", first));
      corex.awaitLog("/api/v2/processes", "\"viewers\":1");
    }
  }

  private static long number(String member, String event) {
    return Long.parseLong(event.replaceFirst(".*\"" + member + "\":([0-9]+).*", "$1"));
  }

  @Test
  void one_types_another_asks_and_is_given_the_keys() throws Exception {
    corex.run("puppet");
    var terminal = terminals.next();
    try (var ada = corex.socket("/ws/1", "coredeck.v1");
        var ben = corex.socket("/ws/1", "coredeck.v1")) {
      ada.sendText(
          "{\"AuthToken\":null,\"name\":\"Ada\",\"person\":\"a\",\"columns\":90,\"rows\":30}",
          true);
      ada.awaitMessage("people");
      ben.sendText(
          "{\"AuthToken\":null,\"name\":\"Ben\",\"person\":\"b\",\"columns\":70,\"rows\":20}",
          true);
      ada.awaitMessage("\"name\":\"Ben\"");
      ada.send("0from ada ");
      ben.awaitMessage("\"driver\":1");
      ben.send("0from ben ");
      ben.awaitMessage("\"event\":\"refused\"");
      ben.send("3{\"do\":\"ask\"}");
      ada.awaitMessage("\"asks\":\"");
      ada.send("3{\"do\":\"give\",\"to\":2}");
      ben.awaitMessage("\"driver\":2");
      ben.send("0from ben");
      awaitTyped(terminal, "from ada from ben");
      assertThat(terminal.size()).isEqualTo(new WindowSize(70, 20));
      assertThat(ada.messages()).noneMatch(message -> message.contains("\"person\""));
    }
  }

  @Test
  void a_watcher_types_nothing_and_sets_no_size() throws Exception {
    corex.run("puppet");
    var terminal = terminals.next();
    try (var eve = corex.socket("/ws/1", "coredeck.v1")) {
      eve.sendText("{\"AuthToken\":null,\"watch\":true,\"columns\":90,\"rows\":30}", true);
      eve.awaitMessage("\"watches\":true");
      eve.send("0no");
      eve.send("4no");
      eve.send("3{\"do\":\"ask\"}");
      eve.awaitMessage("\"event\":\"refused\"");
      eve.send("9done");
      eve.awaitMessage("9done");
      assertThat(terminal.typed()).isEmpty();
      assertThat(terminal.size()).isEqualTo(WindowSize.DEFAULT);
    }
  }

  @Test
  void pastes_are_told_to_be_taken() throws Exception {
    corex.run("puppet");
    var terminal = terminals.next();
    try (var socket = corex.socket("/ws/1", "coredeck.v1")) {
      socket.hello();
      socket.send("4pasted");
      socket.awaitMessage("{\"event\":\"taken\",\"pastes\":1}");
      assertThat(terminal.typed()).isEqualTo("pasted");
    }
  }

  @Test
  void a_size_comes_where_it_was_set_in_the_output() throws Exception {
    corex.run("puppet");
    var terminal = terminals.next();
    try (var socket = corex.socket("/ws/1", "coredeck.v1")) {
      socket.sendText("{\"AuthToken\":null,\"columns\":80,\"rows\":24,\"window\":32768}", true);
      socket.awaitMessage("\"screen\"");
      terminal.print("a".repeat(32_768));
      socket.awaitOutput("a".repeat(32_768));
      terminal.print("narrow");
      socket.send("1{\"columns\":100,\"rows\":30}");
      awaitSize(terminal, new WindowSize(100, 30));
      terminal.print("wide");
      socket.send("299999");
      socket.awaitOutput("wide");
      var all = socket.messages();
      assertThat(all.subList(all.size() - 3, all.size()))
          .containsExactly("0narrow", "4{\"event\":\"size\",\"columns\":100,\"rows\":30}", "0wide");
    }
  }

  private static void awaitSize(FakeTerminals.Terminal terminal, WindowSize size) {
    while (!terminal.size().equals(size)) {
      Thread.onSpinWait();
    }
  }

  private static void awaitTyped(FakeTerminals.Terminal terminal, String text) {
    while (!terminal.typed().equals(text)) {
      Thread.onSpinWait();
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
                  + "\"max_upload\":1073741824,\"max_download\":68719476736,"
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
}
