package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.process.FakeTerminals;
import io.coredeck.corex.run.ExitStatus;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What clients of the original Core X get.
@Timeout(30)
class CompatibleApiTest {
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

  @Test
  void a_process_is_started_listed_stopped_and_forgotten() throws Exception {
    assertThat(corex.body("/api/processes")).isEqualTo("{\"processes\":[]}");
    assertThat(corex.body("/api/process/start?arg%5B%5D=puppet&arg%5B%5D=100+%26"))
        .isEqualTo("{\"status\":\"success\",\"pid\":1001,\"id\":1}");
    assertThat(corex.body("/api/processes"))
        .isEqualTo(
            "{\"processes\":[{\"pid\":1001,\"command\":\"puppet 100 &\",\"state\":\"running\","
                + "\"id\":1,\"status\":0}]}");
    assertThat(corex.body("/api/process/stop?id=1")).isEqualTo("{\"status\":\"success\"}");
    assertThat(corex.body("/api/processes"))
        .contains("\"state\":\"stopped\",\"id\":1,\"signal\":15,\"status\":0}");
    assertThat(corex.body("/api/process/clean")).isEqualTo("{\"status\":\"success\"}");
    assertThat(corex.body("/api/processes")).isEqualTo("{\"processes\":[]}");
  }

  @Test
  void the_newest_process_comes_first() throws Exception {
    corex.run("puppet", "a");
    corex.run("puppet", "b");
    assertThat(corex.body("/api/processes")).containsSubsequence("puppet b", "puppet a");
  }

  @Test
  void a_program_that_does_not_exist_is_a_success_that_crashed() throws Exception {
    assertThat(corex.body("/api/process/start?arg%5B%5D=/no/such&arg%5B%5D=x"))
        .isEqualTo("{\"status\":\"success\",\"pid\":0,\"id\":1}");
    assertThat(corex.body("/api/processes"))
        .contains(
            "\"state\":\"crashed\",\"id\":1,\"status\":1,\"error\":\"No such file or directory\"");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/process/start, missing cmdline",
    "/api/process/start?x=1, missing cmdline",
    "/api/process/stop, missing id",
    "/api/process/stop?id=, missing id",
    "/api/process/kill?signal=9, missing id",
    "/api/process/logs, missing id",
    "/api/process/stop?id=77, invalid id",
    "/api/process/kill?id=abc, invalid id",
    "/api/process/kill?id=-1, invalid id",
    "/api/process/logs?id=0, invalid id",
    "/api/process/logs?id=99999999999999999999999999, invalid id"
  })
  void errors_have_status_200_and_a_reason(String path, String reason) throws Exception {
    var answer = corex.get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(answer.body()).isEqualTo("{\"status\":\"error\",\"reason\":\"" + reason + "\"}");
  }

  @Test
  void a_second_stop_says_already_stopped_and_a_kill_is_delivered() throws Exception {
    corex.run("puppet");
    terminals.next().ignoreSignals();
    assertThat(corex.body("/api/process/stop?id=1")).contains("success");
    assertThat(corex.body("/api/processes")).contains("\"state\":\"stopping\"");
    assertThat(corex.body("/api/process/stop?id=1")).contains("process already stopped");
    assertThat(corex.body("/api/process/kill?id=1&signal=9")).contains("success");
    assertThat(corex.body("/api/process/kill?id=1")).contains("process already stopped");
  }

  @Test
  void the_signal_counts_wherever_it_stands() throws Exception {
    corex.run("puppet");
    var terminal = terminals.next();
    terminal.ignoreSignals();
    corex.body("/api/process/kill?id=1&signal=10");
    assertThat(terminal.lastSignal()).isEqualTo(10);
    corex.body("/api/process/kill?signal=12&id=1");
    assertThat(terminal.lastSignal()).isEqualTo(12);
    assertThat(corex.body("/api/processes")).contains("\"state\":\"running\"");
    corex.body("/api/process/kill?id=1");
    assertThat(terminal.lastSignal()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "65", "99999999999", "TERM", ""})
  void an_impossible_signal_is_refused(String signal) throws Exception {
    corex.run("puppet");
    assertThat(corex.body("/api/process/kill?id=1&signal=" + signal)).contains("invalid signal");
  }

  @Test
  void logs_are_the_last_output_as_utf_8() throws Exception {
    corex.run("puppet");
    var terminal = terminals.next();
    var log = corex.get("/api/process/logs?id=1");
    assertThat(log.body()).isEmpty();
    assertThat(log.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    terminal.print("x".repeat(20_000) + "grüße\r\n");
    terminal.exit(ExitStatus.returned(0));
    var body = corex.body("/api/process/logs?id=1");
    assertThat(body).endsWith("grüße\r\n");
    assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSize(16_384);
  }

  @Test
  void logs_hold_nuls_and_nothing_else_in_their_place() throws Exception {
    corex.run("puppet");
    terminals.next().print("a\0\0\0b");
    assertThat(corex.body("/api/process/logs?id=1")).isEqualTo("a\0\0\0b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"})
  void other_methods_are_400(String method) throws Exception {
    assertThat(corex.send(method, "/api/processes", "").statusCode()).isEqualTo(400);
    assertThat(corex.send(method, "/", "").statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nonsense",
        "/api/processes/",
        "/attach/",
        "/attach/abc",
        "/attach/0",
        "/attach/1/",
        "/api",
        "/assets/",
        "/assets/no.html",
        "/ws/1",
        "/ws"
      })
  void an_unknown_path_is_404(String path) throws Exception {
    assertThat(corex.rawGet(path)).startsWith("HTTP/1.1 404 ").doesNotContain("<title>Core X");
  }

  @Test
  void a_path_that_climbs_leads_nowhere() throws Exception {
    assertThat(corex.rawGet("/assets/../corex/index.html")).startsWith("HTTP/1.1 404 ");
    assertThat(corex.rawGet("/assets/%2e%2e/corex/index.html")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void brackets_and_other_bytes_may_stand_in_a_url_as_they_are() throws Exception {
    var answer = corex.rawGet("/api/process/start?arg[]=puppet&&arg[]=\"{x|y}^`\\");
    assertThat(answer).contains("\"status\":\"success\"");
    assertThat(corex.body("/api/processes")).contains("puppet \\\"{x|y}^`\\\\");
  }

  @Test
  void all_requests_on_one_connection_are_answered() throws Exception {
    var request = "GET /api/processes HTTP/1.1\r\nHost: localhost\r\n";
    var answer =
        corex.raw(request + "\r\n" + request + "\r\n" + request + "Connection: close\r\n\r\n");
    assertThat(answer.split("HTTP/1.1 200", -1)).hasSize(4);
  }

  @Test
  void long_and_many_words_are_passed_on() throws Exception {
    var words = new String[300];
    Arrays.fill(words, "w");
    words[0] = "puppet";
    words[1] = "x".repeat(20_000);
    corex.run(words);
    assertThat(corex.body("/api/processes")).contains("x".repeat(20_000));
  }

  @Test
  void what_no_program_can_be_given_is_told() throws Exception {
    assertThat(corex.body("/api/process/start?arg%5B%5D=a%00b")).contains("holds a NUL");
    assertThat(corex.body("/api/process/start?arg%5B%5D=%ff")).contains("is not UTF-8");
  }

  @Test
  void without_a_credential_the_token_script_is_empty() throws Exception {
    var script = corex.get("/auth_token.js");
    assertThat(script.body()).isEmpty();
    assertThat(script.headers().firstValue("Content-Type")).contains("application/javascript");
  }

  @Test
  void the_pages_are_there_with_everything_they_name() throws Exception {
    var home = corex.get("/");
    assertThat(home.statusCode()).isEqualTo(200);
    assertThat(home.body()).contains("<title>Core X Processes List</title>");
    var attach = corex.get("/attach/12345");
    assertThat(attach.statusCode()).isEqualTo(200);
    var assets =
        Pattern.compile("(?:src|href)=\"(?:\\.\\./)?(assets/[^\"]+)\"")
            .matcher(home.body() + attach.body())
            .results()
            .map(result -> result.group(1))
            .toList();
    assertThat(assets).isNotEmpty();
    for (var asset : assets) {
      assertThat(corex.get("/" + asset).statusCode()).as(asset).isEqualTo(200);
    }
  }

  @Test
  void a_page_that_is_known_is_not_sent_again() throws Exception {
    var tag = corex.get("/").headers().firstValue("ETag").orElseThrow();
    var again = corex.get("/", "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }
}
