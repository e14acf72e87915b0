package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.process.ExitStatus;
import io.coredeck.corex.process.UsageMeter;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What clients see on the websockets of our own protocol.
class CoredeckSocketTest extends CorexSockets {

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
}
