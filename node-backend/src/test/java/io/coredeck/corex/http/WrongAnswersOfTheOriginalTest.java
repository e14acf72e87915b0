package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the original Core X told or did wrongly, and what it let everybody do. The list is in
/// {@link FaultsOfTheOriginalTest}.
class WrongAnswersOfTheOriginalTest extends RealPrograms {
  private static final Pattern NAMED = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65", "1000000", "99999999999999999999", "KILL", ""})
  void a_signal_that_does_not_exist_is_told(String signal) throws Exception {
    var id = corex.run("cat");
    assertThat(corex.body("/api/process/kill?id=%d&signal=%s".formatted(id, signal)))
        .contains("\"reason\":\"invalid signal\"");
    assertThat(corex.body("/api/processes")).contains("\"state\":\"running\"");
  }

  @Test
  void the_title_is_that_of_the_process_attached_to() throws Exception {
    var first = corex.run("cat", "first");
    corex.run("cat", "second");
    try (var socket = corex.socket("/ws/" + first, "tty")) {
      assertThat(socket.awaitMessage("cat")).isEqualTo("1cat first (testhost)");
    }
  }

  @Test
  void a_program_that_is_missing_is_told() throws Exception {
    assertThat(corex.body("/api/process/start?arg%5B%5D=/no/such")).contains("\"pid\":0,\"id\":1");
    assertThat(corex.body("/api/processes"))
        .contains("\"state\":\"crashed\"", "\"status\":1", "No such file or directory");
  }

  @Test
  void strange_and_many_words_reach_the_program_or_are_told() throws Exception {
    corex.rawGet("/api/process/start?arg[]=printf&arg[]=%25s-&arg[]=a;b&arg[]=&arg[]=c%26d");
    awaitStopped(1);
    assertThat(log(1)).isEqualTo("a;b--c&d-");
    corex.rawGet("/api/process/start?arg[]=printf&arg[]=%25s" + "&arg[]=w".repeat(300));
    awaitStopped(2);
    assertThat(log(2)).isEqualTo("w".repeat(300));
    assertThat(corex.rawGet("/api/process/start?arg[]=a%00b")).contains("holds a NUL");
    assertThat(corex.rawGet("/api/process/start?arg[]=%ff")).contains("is not UTF-8");
    assertThat(corex.rawGet("/api/process/start?arg[]=")).contains("\"id\":3");
    assertThat(corex.body("/api/processes")).contains("\"state\":\"crashed\",\"id\":3");
  }

  @Test
  void what_does_not_exist_is_told() throws Exception {
    var answers = List.of("stop", "kill", "logs");
    for (var route : answers) {
      var path = "/api/process/" + route;
      assertThat(corex.body(path)).contains("\"reason\":\"missing id\"");
      for (var id : List.of("7", "9".repeat(200), "-1", "x")) {
        assertThat(corex.body(path + "?id=" + id)).contains("\"reason\":\"invalid id\"");
      }
    }
    assertThat(corex.get("/attach/").statusCode()).isEqualTo(404);
    assertThat(corex.get("/attach/abc").statusCode()).isEqualTo(404);
    assertThat(corex.get("/attach/12345").statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> corex.socket("/ws/7", "tty"))
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(404));
  }

  @Test
  void requests_sent_together_are_all_answered() throws Exception {
    var one = "GET /api/processes HTTP/1.1\r\nHost: localhost\r\n";
    var answers = corex.raw(one + "\r\n" + one + "\r\n" + one + "Connection: close\r\n\r\n");
    assertThat(answers.split("\\{\"processes\":\\[]}", -1)).hasSize(4);
  }

  @Test
  void an_absurd_size_changes_nothing() throws Exception {
    var id = sh("stty -echo; while read go; do stty size; done");
    try (var socket = corex.socket("/ws/" + id, "tty")) {
      socket.hello();
      socket.send("1{\"columns\":101,\"rows\":31}");
      for (var size :
          List.of(
              "{\"columns\":-5,\"rows\":70000}",
              "{\"columns\":\"a\",\"rows\":[]}",
              "{\"columns\":0,\"rows\":0}",
              "{\"columns\":20}")) {
        socket.send("1" + size);
      }
      socket.send("0\n");
      socket.awaitOutput("31 101");
    }
  }

  @Test
  void nothing_is_read_without_the_credential() throws Exception {
    corex.close();
    corex = TestCorex.start(terminals(), "user:pass", false);
    corex.startInside("sh", "-c", "echo secret; exec cat");
    for (var shown : List.of("Digest dXNlcjpwYXNz", "dXNlcjpwYXNz", "xBasic dXNlcjpwYXNz")) {
      assertThat(corex.get("/api/processes", "Authorization", shown).statusCode()).isEqualTo(401);
    }
    try (var socket = corex.socket("/ws/1", "tty")) {
      socket.send("0echo\n");
      assertThat(socket.awaitClose()).isEqualTo(1008);
      assertThat(socket.messages()).isEmpty();
    }
  }

  @Test
  void ids_are_small_and_only_grow() throws Exception {
    for (var round = 1; round <= 3; round++) {
      assertThat(corex.run("true")).isEqualTo(round);
      awaitStopped(round);
      corex.body("/api/process/clean");
    }
  }

  @Test
  void a_page_from_elsewhere_can_do_nothing() throws Exception {
    var id = corex.run("cat");
    var origin = "http://evil.example";
    assertThat(corex.get("/api/process/start?arg%5B%5D=cat", "Origin", origin).statusCode())
        .isEqualTo(403);
    assertThatThrownBy(() -> corex.socket("/ws/" + id, "tty", "Origin", origin))
        .isInstanceOf(WebSocketHandshakeException.class);
    assertThat(corex.body("/api/processes")).doesNotContain("\"id\":2");
  }

  @Test
  void a_page_names_nothing_from_elsewhere_and_a_command_stays_text() throws Exception {
    for (var path : List.of("/", "/attach/1")) {
      var page = corex.get(path);
      assertThat(NAMED.matcher(page.body()).results().map(match -> match.group(1)))
          .isNotEmpty()
          .noneMatch(name -> name.contains("//") || name.contains(":"));
      assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'; script-src 'self';");
    }
    corex.run("cat", "<img src=x onerror=alert(1)>");
    var list = corex.get("/api/processes");
    assertThat(list.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
    assertThat(list.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void a_process_inherits_nothing_of_the_others() throws Exception {
    corex.run("cat");
    corex.run("cat");
    var id = corex.run("ls", "-l", "/proc/self/fd");
    awaitStopped(id);
    var entries = log(id).lines().filter(entry -> entry.contains(" -> ")).toList();
    assertThat(entries).hasSize(4).noneMatch(entry -> entry.contains("ptmx"));
  }

  @Test
  void a_demo_that_stops_everything_and_cleans_finds_nothing_left() throws Exception {
    sh("sleep 60");
    corex.run("cat");
    corex.run("ls");
    corex.run("/no/such");
    for (var id = 1; id <= 4; id++) {
      corex.body("/api/process/stop?id=" + id);
    }
    var deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    do {
      corex.body("/api/process/clean");
      assertThat(System.nanoTime()).isLessThan(deadline);
    } while (!corex.body("/api/processes").equals("{\"processes\":[]}"));
  }
}
