package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.OwnEntries;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What went wrong with the original Core X when it was tried, and does not here. This class has
/// what crashed it, stopped it or lost output; {@link WrongAnswersOfTheOriginalTest}, called
/// *answers* below, has what was told or done wrongly.
///
/// | what went wrong | does not here, because |
/// |---|---|
/// | an empty websocket message crashed it | `an_empty_message_does_not_kill_the_server` |
/// | an empty part of a URL overflowed the heap | `an_empty_part_of_the_url_is_no_word` |
/// | logs with NULs, and pages, sent foreign memory | `a_log_with_nuls_holds_nothing_foreign`, `a_page_ends_where_it_ends` |
/// | terminals were never closed, it died at the 1017th start | `descriptors_do_not_grow_with_the_number_of_starts` |
/// | the title came from a list that could be empty | `attaching_while_the_list_is_emptied_hurts_nobody` |
/// | a process that ignores SIGTERM, or a harmless signal, froze it | `a_process_that_ignores_sigterm_…`, `a_signal_that_ends_nothing_holds_up_nobody`, and its end `CorexMainTest` |
/// | input that is not read froze it | `input_that_nobody_reads_holds_up_nobody` |
/// | without callers nothing was read, and no end noticed | `a_process_is_read_although_nobody_looks`, `an_end_is_noticed_although_nobody_asks` |
/// | every signal was SIGKILL, and absurd ones a success | `the_signal_is_the_one_asked_for_in_any_order`; answers: `a_signal_that_does_not_exist_is_told` |
/// | attaching right after the start closed the terminal | `attaching_right_after_the_start_works_always` |
/// | the replay shrank to almost nothing | `the_log_is_exactly_the_last_bytes` |
/// | output was lost before the hello, and for slow clients | `no_line_is_lost_…`, `a_client_that_stops_reading_…`, `SlowClientTest` |
/// | the title was that of the newest process | answers: `the_title_is_that_of_the_process_attached_to` |
/// | nobody was told of an end | `the_last_words_of_a_program_that_ends_at_once_arrive_whole` |
/// | a missing program was a success with a process id | answers: `a_program_that_is_missing_is_told` |
/// | long words vanished, many or strange ones cut the line | `a_long_word_reaches_the_program`; answers: `strange_and_many_words_reach_the_program_or_are_told` |
/// | ids, paths and sockets that do not exist were answered oddly | answers: `what_does_not_exist_is_told` |
/// | of requests sent together one was answered | answers: `requests_sent_together_are_all_answered` |
/// | any size was taken | answers: `an_absurd_size_changes_nothing` |
/// | the credential did not cover reading, any scheme word did | answers: `nothing_is_read_without_the_credential` |
/// | ids were addresses in memory | answers: `ids_are_small_and_only_grow` |
/// | any web page could start processes and open terminals | answers: `a_page_from_elsewhere_can_do_nothing` |
/// | a command's text ran as script, and pages loaded from elsewhere | answers: `a_page_names_nothing_from_elsewhere_…`, and in a browser `CorexPageBrowserIT` |
/// | every process inherited the terminals of the others | answers: `a_process_inherits_nothing_of_the_others` |
class FaultsOfTheOriginalTest extends RealPrograms {
  @Test
  void an_empty_message_does_not_kill_the_server() throws Exception {
    var id = corex.run("cat");
    try (var socket = corex.socket("/ws/" + id, "tty")) {
      socket.send("");
      socket.sendText("", true);
      socket.hello();
      socket.send("0alive\n");
      socket.awaitOutput("alive");
    }
  }

  @Test
  void an_empty_part_of_the_url_is_no_word() throws Exception {
    corex.rawGet("/api/process/start?arg[]=echo&&arg[]=x&");
    awaitStopped(1);
    assertThat(log(1)).isEqualTo("x\r\n");
  }

  @Test
  void a_log_with_nuls_holds_nothing_foreign() throws Exception {
    var id = corex.run("head", "-c", "3000", "/dev/zero");
    awaitStopped(id);
    assertThat(log(id)).isEqualTo("\0".repeat(3000));
  }

  @Test
  void a_page_ends_where_it_ends() throws Exception {
    var page = corex.get("/");
    var length = page.headers().firstValueAsLong("Content-Length").orElseThrow();
    assertThat(page.body().getBytes(StandardCharsets.UTF_8)).hasSize((int) length);
    assertThat(page.body().strip()).startsWithIgnoringCase("<!doctype").endsWith("</html>");
  }

  @Test
  void attaching_while_the_list_is_emptied_hurts_nobody() throws Exception {
    for (var round = 0; round < 20; round++) {
      var id = corex.run("true");
      awaitStopped(id);
      var clean = CompletableFuture.supplyAsync(this::cleaned);
      try (var socket = corex.socket("/ws/" + id, "tty")) {
        assertThat(socket.awaitMessage("true")).startsWith("1true (");
      } catch (WebSocketHandshakeException e) {
        assertThat(e.getResponse().statusCode()).isEqualTo(404);
      }
      assertThat(clean.get(20, TimeUnit.SECONDS)).contains("success");
    }
  }

  private String cleaned() {
    try {
      return corex.body("/api/process/clean");
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  @Test
  void a_signal_that_ends_nothing_holds_up_nobody() throws Exception {
    var id = corex.run("cat");
    for (var signal : new int[] {0, 18, 23, 28}) {
      assertThat(corex.body("/api/process/kill?id=%d&signal=%d".formatted(id, signal)))
          .contains("success");
      assertThat(corex.body("/api/processes")).contains("\"state\":\"running\",\"id\":" + id);
    }
  }

  @Test
  void an_end_is_noticed_although_nobody_asks() throws Exception {
    var id = sh("read go");
    var process =
        Path.of("/proc/" + corex.body("/api/processes").replaceFirst("\\D*([0-9]+).*", "$1"));
    assertThat(process).exists();
    try (var socket = corex.socket("/ws/" + id, "tty")) {
      socket.hello();
      socket.send("0\n");
      var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (Files.exists(process)) {
        assertThat(System.nanoTime()).as("a zombie is left").isLessThan(deadline);
      }
    }
  }

  @Test
  void descriptors_do_not_grow_with_the_number_of_starts() throws Exception {
    for (var warm = 0; warm < 5; warm++) {
      awaitStopped(corex.run("true"));
    }
    var before = OwnEntries.count("fd");
    for (var round = 0; round < 40; round++) {
      awaitStopped(corex.run("true"));
    }
    OwnEntries.awaitAtMost("fd", before + 3);
  }

  @Test
  void a_process_that_ignores_sigterm_holds_up_nobody_and_can_be_killed() throws Exception {
    var id = sh("trap '' TERM; echo ready; while :; do sleep 1; done");
    awaitLog(id, "ready");
    var begun = System.nanoTime();
    assertThat(corex.body("/api/process/stop?id=" + id)).contains("success");
    assertThat(corex.body("/api/processes")).contains("\"state\":\"stopping\"");
    assertThat(System.nanoTime() - begun).isLessThan(Duration.ofSeconds(5).toNanos());
    assertThat(corex.body("/api/process/kill?id=" + id)).contains("success");
    corex.awaitList("\"signal\":9,\"status\":0");
  }

  @Test
  void input_that_nobody_reads_holds_up_nobody() throws Exception {
    var id = sh("stty raw -echo; echo ready; exec sleep 60");
    try (var socket = corex.socket("/ws/" + id, "tty")) {
      socket.hello();
      socket.awaitOutput("ready");
      for (var i = 0; i < 40; i++) {
        socket.send("0" + "x".repeat(4000));
      }
      assertThat(corex.body("/api/processes")).contains("\"state\":\"running\"");
      corex.body("/api/process/kill?id=" + id);
      awaitStopped(id);
    }
  }

  @Test
  void a_process_is_read_although_nobody_looks() throws Exception {
    var id = sh("head -c 1000000 /dev/zero | tr '\\0' x; echo; echo END");
    awaitStopped(id);
    assertThat(log(id)).endsWith("x\r\nEND\r\n").hasSize(16_384);
  }

  @Test
  void the_signal_is_the_one_asked_for_in_any_order() throws Exception {
    var hangup = corex.run("sleep", "60");
    corex.body("/api/process/kill?id=" + hangup + "&signal=1");
    corex.awaitList("\"id\":" + hangup + ",\"signal\":1,");
    var interrupt = corex.run("sleep", "60");
    corex.body("/api/process/kill?signal=2&id=" + interrupt);
    corex.awaitList("\"id\":" + interrupt + ",\"signal\":2,");
  }

  @Test
  void attaching_right_after_the_start_works_always() throws Exception {
    for (var round = 0; round < 20; round++) {
      var id = corex.run("cat");
      try (var socket = corex.socket("/ws/" + id, "tty")) {
        socket.hello();
        socket.send("0round " + round + "\n");
        socket.awaitOutput("round " + round);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_001, 16_384, 16_500, 20_500, 100_000})
  void the_log_is_exactly_the_last_bytes(int count) throws Exception {
    var id = sh("head -c " + count + " /dev/zero | tr '\\0' x");
    awaitStopped(id);
    assertThat(log(id)).isEqualTo("x".repeat(Math.min(count, 16_384)));
  }

  @Test
  void no_line_is_lost_between_connecting_and_hello_or_later() throws Exception {
    var id = sh("stty -opost; echo ready; read go; seq 1 4000; echo END");
    awaitLog(id, "ready");
    try (var socket = corex.socket("/ws/" + id, "tty")) {
      socket.awaitOutput("ready");
      socket.send("0\n");
      socket.hello();
      socket.awaitOutput("END");
      var expected = new StringBuilder("ready\n\n");
      for (var i = 1; i <= 4000; i++) {
        expected.append(i).append('\n');
      }
      assertThat(socket.output().replace("\r", "")).isEqualTo(expected + "END\n");
    }
  }

  @Test
  void a_client_that_stops_reading_holds_up_neither_the_process_nor_others() throws Exception {
    var id =
        sh(
            "stty -echo; flood() { head -c $1 /dev/zero | tr '\\0' x; echo; };"
                + " read go; flood 2000000; echo FULL; read go; flood 8000000; echo END; exec cat");
    try (var stalled = new Socket(InetAddress.getLoopbackAddress(), corex.port())) {
      stalled
          .getOutputStream()
          .write(
              ("GET /ws/"
                      + id
                      + " HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
                      + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                      + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                      + "Sec-WebSocket-Protocol: tty\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      stalled.getOutputStream().write(maskedText("{\"a\":1}"));
      stalled.getOutputStream().write(maskedText("0\n"));
      // What the system keeps for it is full now: it is the slower of the two from here on.
      awaitLog(id, "FULL");
      try (var other = corex.socket("/ws/" + id, "tty")) {
        other.hello();
        other.awaitOutput("FULL");
        other.send("0\n");
        other.awaitOutput("END");
        var all = other.output();
        var since = all.substring(all.indexOf("FULL"));
        assertThat(since.chars().filter(c -> c == 'x').count()).isEqualTo(8_000_000);
      }
    }
  }

  /// @param text shorter than 126 bytes
  /// @return a frame of RFC 6455 with an empty mask
  private static byte[] maskedText(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(6 + bytes.length)
        .put((byte) 0x81)
        .put((byte) (0x80 | bytes.length))
        .putInt(0)
        .put(bytes)
        .array();
  }

  @Test
  void a_long_word_reaches_the_program() throws Exception {
    var id = corex.run("printf", "%s", "y".repeat(12_000));
    awaitStopped(id);
    assertThat(log(id)).isEqualTo("y".repeat(12_000));
  }

  @Test
  void the_last_words_of_a_program_that_ends_at_once_arrive_whole() throws Exception {
    for (var round = 0; round < 10; round++) {
      var id = sh("read go; head -c 20000 /dev/zero | tr '\\0' x");
      try (var socket = corex.socket("/ws/" + id, "coredeck.v1")) {
        socket.hello();
        socket.send("0\n");
        assertThat(socket.awaitClose()).isEqualTo(1000);
        assertThat(socket.output().chars().filter(c -> c == 'x').count()).isEqualTo(20_000);
      }
    }
  }
}
