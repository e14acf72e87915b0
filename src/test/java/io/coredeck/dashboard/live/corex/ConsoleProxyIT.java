package io.coredeck.dashboard.live.corex;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.waiting.FreePorts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the dashboard promises about consoles that go through it, with a real CoreX behind.
class ConsoleProxyIT extends ConsoleProxy {

  @Test
  void processes_are_started_stopped_and_taken_off_the_list() throws Exception {
    var id = shell("exec sleep 1000");
    var listed = ConsoleClient.call(server, "ines", "GET", PROCESSES, "");
    assertThat(listed.body()).contains("\"id\":" + id);
    assertThat(listed.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(listed.headers().firstValue("Cache-Control")).hasValue("no-store");
    try (var terminal = ConsoleClient.open(server, "ines", "/ws/" + id).hello()) {
      var kill = ConsoleClient.call(server, "ines", "POST", one(id) + "/kill", "{\"signal\":9}");
      assertThat(kill.statusCode()).isEqualTo(200);
      assertThat(terminal.closeCode()).isEqualTo(1000);
    }
    var again = ConsoleClient.call(server, "ines", "POST", one(id) + "/stop", "{}");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(ConsoleClient.call(server, "ines", "DELETE", one(id), "").statusCode())
        .isEqualTo(204);
    assertThat(ConsoleClient.call(server, "ines", "DELETE", one(id), "").statusCode())
        .isEqualTo(404);
    assertThat(ConsoleClient.call(server, "ines", "DELETE", PROCESSES, "").statusCode())
        .isEqualTo(204);
  }

  @Test
  void what_is_typed_comes_back_and_output_comes_byte_for_byte() throws Exception {
    var id = shell("");
    try (var terminal = ConsoleClient.open(server, "ines", "/ws/" + id).hello()) {
      terminal.await("$ ");
      terminal.say("0echo $((6*7)) \u00fcber; stty size\n");
      terminal.await("42 " + latin("\u00fcber")).await("20 90");
      terminal.say("1{\"columns\":100,\"rows\":30}");
      terminal.await("\"columns\":100");
    }
  }

  @Test
  void a_long_paste_arrives_whole_and_one_that_is_too_long_is_refused_as_by_corex()
      throws Exception {
    var id = shell("stty raw -echo; echo rea''dy; head -c 300000 | wc -c; exec sleep 1000");
    try (var terminal = ConsoleClient.open(server, "ines", "/ws/" + id).hello()) {
      terminal.await("ready");
      terminal.say("0" + "x".repeat(300_000));
      terminal.await("0300000");
      terminal.say("0" + "x".repeat(1 << 20));
      assertThat(terminal.closeCode()).isEqualTo(1009);
    }
  }

  /// As {@link ConsoleClient} keeps bytes.
  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  @Test
  void the_list_is_told_live() throws Exception {
    try (var events = ConsoleClient.open(server, "ines", "/api/v2/events").hello()) {
      events.await("\"event\":\"snapshot\"");
      var id = shell("sleep 1000");
      events.await("\"id\":" + id);
      server.corex().killAll();
      events.await("\"signal\":9");
    }
  }

  @Test
  void who_only_looks_sees_output_and_neither_types_nor_sets_the_size() throws Exception {
    var id = shell("");
    try (var ines = ConsoleClient.open(server, "ines", "/ws/" + id).hello();
        var vera = ConsoleClient.open(server, "vera", "/ws/" + id)) {
      vera.say("{\"AuthToken\":null,\"columns\":10,\"rows\":5}");
      vera.await("\"columns\":90");
      vera.say("0echo typed-by-vera\n");
      vera.say("1{\"columns\":11,\"rows\":6}");
      vera.say("{\"AuthToken\":null,\"columns\":12,\"rows\":7}");
      ines.say("0echo typed-by-ines; stty size\n");
      vera.await("typed-by-ines").await("20 90");
      assertThat(vera.text()).doesNotContain("typed-by-vera");
    }
  }

  @Test
  void who_only_looks_goes_on_where_it_was() throws Exception {
    var id = shell("echo $((111111111+12345678)); exec sleep 1000");
    try (var first = ConsoleClient.open(server, "vera", "/ws/" + id).hello()) {
      first.await("123456789");
    }
    try (var again = ConsoleClient.open(server, "vera", "/ws/" + id)) {
      again.say("{\"AuthToken\":null,\"position\":5}");
      again.await("06789");
      assertThat(again.text()).doesNotContain("0123");
    }
  }

  /// It may be that of a CoreX that was there before and had a process of the same number.
  @Test
  void a_position_in_another_stream_is_answered_by_the_screen() throws Exception {
    var id = shell("echo $((111111111+12345678)); exec sleep 1000");
    for (var person : List.of("vera", "ines")) {
      try (var again = ConsoleClient.open(server, person, "/ws/" + id)) {
        again.say("{\"AuthToken\":null,\"position\":5,\"stream\":\"00ff00ff00ff00ff\"}");
        again.await("\"screen\"").await("123456789");
      }
    }
  }

  @Test
  void a_hello_of_who_only_looks_has_an_end() throws Exception {
    var id = shell("");
    try (var vera = ConsoleClient.open(server, "vera", "/ws/" + id)) {
      vera.say("{" + " ".repeat(Said.LONGEST_HELLO) + "}");
      assertThat(vera.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void a_container_that_stops_says_so() throws Exception {
    var id = shell("");
    try (var ines = ConsoleClient.open(server, "ines", "/ws/" + id).hello()) {
      ines.await("$ ");
      server.run(false);
      assertThat(ines.closeCode()).isEqualTo(4410);
    }
    assertThat(ConsoleClient.call(server, "ines", "GET", PROCESSES, "").statusCode())
        .isEqualTo(410);
  }

  @Test
  void a_process_that_is_not_there_and_a_corex_that_is_not_there_are_told_apart() throws Exception {
    try (var none = ConsoleClient.open(server, "ines", "/ws/4711")) {
      assertThat(none.closeCode()).isEqualTo(4404);
    }
    var port = FreePorts.next();
    server.moveTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    try (var away = ConsoleClient.open(server, "ines", "/api/v2/events")) {
      assertThat(away.closeCode()).isEqualTo(4502);
    }
    assertThat(ConsoleClient.call(server, "ines", "GET", PROCESSES, "").statusCode())
        .isEqualTo(502);
  }

  @Test
  void what_a_container_answers_is_never_a_page() throws Exception {
    try (var liar = new LyingContainer()) {
      server.moveTo(liar.address());
      var answer = ConsoleClient.call(server, "ines", "GET", PROCESSES, "");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
      assertThat(answer.headers().firstValue("Location")).isEmpty();
      var moved = ConsoleClient.call(server, "ines", "POST", PROCESSES, SHELL);
      assertThat(moved.statusCode()).isEqualTo(502);
      assertThat(moved.headers().firstValue("Location")).isEmpty();
    }
  }

  @Test
  void a_page_that_takes_nothing_in_holds_nothing_up_and_gets_the_newest_after() throws Exception {
    var id =
        shell(
            "n=0; while [ $n -lt 300000 ]; do n=$((n+1)); echo line $n of many; done;"
                + " echo all-$((40+2)); exec sleep 1000");
    try (var slow = ConsoleClient.open(server, "omar", "/ws/" + id)) {
      slow.take(false);
      slow.hello();
      try (var fast = ConsoleClient.open(server, "ines", "/ws/" + id).hello()) {
        fast.await("all-42");
      }
      assertThat(slow.bytes()).isLessThan(100_000);
      assertThat(slow.isOpen()).isTrue();
      slow.take(true);
      slow.await("all-42");
      assertThat(slow.text()).contains("\"skipped\"");
    }
  }

  @Test
  void who_is_here_and_who_types_is_told_to_everybody_at_the_console() throws Exception {
    var id = shell("");
    try (var here = ConsoleClient.open(server, "ines", "/people");
        var ines = ConsoleClient.open(server, "ines", "/ws/" + id).hello()) {
      here.await("\"name\":\"ines\",\"you\":true,\"process\":" + id + ",\"watches\":false}");
      try (var vera = ConsoleClient.open(server, "vera", "/ws/" + id).hello()) {
        here.await("\"name\":\"vera\",\"you\":false,\"process\":" + id + ",\"watches\":true}");
        ines.say("0x");
        here.await("\"typed\":");
        vera.await("x");
        here.forget();
      }
      here.await("\"here\":[{\"name\":\"ines\"");
      assertThat(here.text()).endsWith("]}|").doesNotContain("vera");
    }
  }

  @Test
  void one_person_opens_so_many_sockets_and_no_more() throws Exception {
    var open = new java.util.ArrayList<ConsoleClient>();
    try {
      for (var i = 0; i < Sockets.MOST_OF_ONE; i++) {
        open.add(ConsoleClient.open(server, "omar", "/people").await("|"));
      }
      try (var more = ConsoleClient.open(server, "omar", "/people")) {
        assertThat(more.closeCode()).isEqualTo(1013);
      }
      try (var other = ConsoleClient.open(server, "ines", "/people")) {
        other.await("|");
      }
    } finally {
      open.forEach(ConsoleClient::close);
    }
  }
}
