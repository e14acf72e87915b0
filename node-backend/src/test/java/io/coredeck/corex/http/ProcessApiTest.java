package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.files.FileLimits;
import io.coredeck.corex.http.listen.Bounds;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.process.FakeTerminals;
import io.coredeck.corex.process.Processes;
import io.coredeck.corex.process.UsageMeter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What our own routes promise.
@Timeout(30)
class ProcessApiTest {
  private static final String ALL = "/api/v2/processes";

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
  void a_process_is_started_with_its_size() throws Exception {
    var answer = corex.post(ALL, "{\"argv\":[\"puppet\",\"a b\"],\"columns\":100,\"rows\":30}");
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.body())
        .contains("\"id\":1,\"pid\":1001,\"argv\":[\"puppet\",\"a b\"],\"command\":\"puppet a b\"")
        .contains(
            "\"state\":\"running\"",
            "\"columns\":100,\"rows\":30,\"scrollback\":10000,\"viewers\":0");
    assertThat(terminals.next().size()).isEqualTo(new WindowSize(100, 30));
    assertThat(corex.body(ALL)).startsWith("{\"event\":\"snapshot\",\"host\":\"testhost\"");
  }

  @Test
  void the_list_tells_how_large_files_may_be() throws Exception {
    assertThat(corex.body(ALL))
        .contains("\"readonly\":false,\"max_upload\":1073741824,\"max_download\":68719476736,");
    corex.close();
    var options = TestCorex.withFiles(new FileLimits(12, 34), TestCorex.options("", false, 0));
    corex = TestCorex.start(terminals, options, Bounds.USUAL);
    assertThat(corex.body(ALL)).contains("\"max_upload\":12,\"max_download\":34,");
    try (var socket = corex.socket("/api/v2/events", "coredeck.v1")) {
      socket.hello();
      socket.awaitMessage("\"max_upload\":12,\"max_download\":34,");
    }
  }

  @Test
  void the_list_tells_what_those_that_run_have_used() throws Exception {
    corex.close();
    UsageMeter meter =
        pids -> {
          var used = new HashMap<Long, UsageMeter.Usage>();
          pids.forEach(pid -> used.put(pid, new UsageMeter.Usage(Duration.ofMillis(12_340), 4096)));
          return new UsageMeter.Reading(
              used, new UsageMeter.Usage(Duration.ZERO, 0), OptionalLong.empty());
        };
    corex = TestCorex.start(terminals, meter, TestCorex.options("", false, 0));
    corex.run("print", "text", "0");
    corex.run("puppet");
    corex.awaitList("\"state\":\"stopped\",\"id\":1,");
    var used = "\"cpu_seconds\":12.3,\"memory\":4096}";
    assertThat(corex.body(ALL))
        .containsOnlyOnce("\"id\":2,")
        .containsPattern("\"id\":2,[^{]*\"viewers\":0," + Pattern.quote(used))
        .containsOnlyOnce("cpu_seconds");
  }

  @Test
  void more_processes_than_may_run_are_429_with_what_to_do() throws Exception {
    for (var i = 0; i < Processes.RUNNING_LIMIT; i++) {
      corex.startInside("puppet");
    }
    var refused = corex.post(ALL, "{\"argv\":[\"puppet\"]}");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body())
        .isEqualTo("{\"error\":\"512 processes run, no more fit; stop some\"}");
    var compatible = corex.get("/api/process/start?arg%5B%5D=puppet");
    assertThat(compatible.statusCode()).isEqualTo(200);
    assertThat(compatible.body())
        .isEqualTo(
            "{\"status\":\"error\",\"reason\":\"512 processes run, no more fit; stop some\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "{}",
        "{\"argv\":[]}",
        "{\"argv\":\"ls\"}",
        "{\"argv\":[1]}",
        "{\"argv\":[\"puppet\",null]}",
        "{\"argv\":[\"a\\u0000\"]}",
        "{\"argv\":[\"puppet\"],\"max_restart\":3}",
        "{\"argv\":[\"puppet\"],\"columns\":0}",
        "{\"argv\":[\"puppet\"],\"rows\":99999999999}"
      })
  void a_wrong_body_is_400_and_starts_nothing(String body) throws Exception {
    var answer = corex.post(ALL, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"error\":\"");
    assertThat(corex.body("/api/processes")).isEqualTo("{\"processes\":[]}");
  }

  @Test
  void a_member_that_is_unknown_is_told_with_those_that_exist() throws Exception {
    assertThat(corex.post(ALL, "{\"argv\":[\"puppet\"],\"max_restart\":3}").body())
        .isEqualTo(
            "{\"error\":\"max_restart is unknown; it must be one of argv, columns, rows, scrollback,"
                + " terminal, environment, directory, user, name, group, description, restart,"
                + " max_restarts, signal, grace\"}");
    corex.run("puppet");
    var kill = corex.post(ALL + "/1/kill", "{\"signal\":\"HUP\",\"grup\":false}");
    assertThat(kill.statusCode()).isEqualTo(400);
    assertThat(kill.body())
        .isEqualTo("{\"error\":\"grup is unknown; it must be one of signal, group\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 201",
    "Application/JSON ; charset=utf-8, 201",
    "application/jsonx, 415",
    "application/json-patch+json, 415",
    "text/json, 415"
  })
  void the_type_of_a_body_is_json_and_nothing_that_begins_like_it(String type, int status)
      throws Exception {
    var answer = corex.send("POST", ALL, "{\"argv\":[\"puppet\"]}", "Content-Type", type);
    assertThat(answer.statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\n{}\r\n0\r\n\r\n", "2\r\n{}zz\r\n0\r\n\r\n"})
  void a_body_whose_chunks_are_broken_is_told_so(String chunks) throws Exception {
    var answer =
        corex.raw(
            "POST /api/v2/processes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunks);
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("{\"error\":\"the body is broken; ");
  }

  @Test
  void a_body_must_be_json_and_small() throws Exception {
    assertThat(corex.send("POST", ALL, "{}", "Content-Type", "text/plain").statusCode())
        .isEqualTo(415);
    assertThat(corex.post(ALL, "x".repeat(300_000)).statusCode()).isEqualTo(413);
  }

  @Test
  void a_request_without_a_body_need_not_name_its_type() throws Exception {
    corex.run("puppet");
    var answer =
        corex.raw(
            String.join(
                "\r\n",
                "POST /api/v2/processes/1/stop HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "",
                ""));
    assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"id\":1,");
  }

  @Test
  void a_body_in_chunks_must_name_its_type_too() throws Exception {
    var answer =
        corex.raw(
            String.join(
                "\r\n",
                "POST /api/v2/processes HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Transfer-Encoding: chunked",
                "",
                "2",
                "{}",
                "0",
                "",
                ""));
    assertThat(answer).startsWith("HTTP/1.1 415 ");
  }

  @Test
  void stopping_killing_and_forgetting_answer_with_a_status_that_fits() throws Exception {
    corex.run("puppet");
    terminals.next().ignoreSignals();
    assertThat(corex.send("DELETE", ALL + "/1", "").statusCode()).isEqualTo(409);
    assertThat(corex.post(ALL + "/1/stop", "").statusCode()).isEqualTo(200);
    assertThat(corex.post(ALL + "/1/stop", "").statusCode()).isEqualTo(409);
    assertThat(corex.post(ALL + "/1/kill", "{\"signal\":99}").statusCode()).isEqualTo(400);
    assertThat(corex.post(ALL + "/1/kill", "{}").statusCode()).isEqualTo(400);
    assertThat(corex.post(ALL + "/1/kill", "{\"signal\":9}").statusCode()).isEqualTo(200);
    assertThat(corex.post(ALL + "/1/kill", "{\"signal\":9}").statusCode()).isEqualTo(409);
    assertThat(corex.send("DELETE", ALL + "/1", "").statusCode()).isEqualTo(204);
    assertThat(corex.post(ALL + "/1/stop", "").statusCode()).isEqualTo(404);
  }

  @Test
  void all_that_ended_are_forgotten_at_once() throws Exception {
    corex.run("print", "x", "0");
    corex.run("puppet");
    assertThat(corex.send("DELETE", ALL, "").statusCode()).isEqualTo(204);
    assertThat(corex.body("/api/processes")).contains("\"id\":2").doesNotContain("\"id\":1,");
  }

  @Test
  void one_process_is_shown_as_it_stands_in_the_list() throws Exception {
    corex.run("print", "text", "0");
    corex.run("puppet");
    corex.awaitList("\"state\":\"stopped\",\"id\":1,");
    for (var id : List.of("1", "2")) {
      var shown = corex.get(ALL + "/" + id);
      assertThat(shown.statusCode()).isEqualTo(200);
      assertThat(shown.body()).startsWith("{\"id\":" + id + ",");
      assertThat(corex.body(ALL)).contains(shown.body());
    }
    assertThat(corex.get(ALL + "/3").statusCode()).isEqualTo(404);
    assertThat(corex.body(ALL + "/3")).isEqualTo("{\"error\":\"process 3 is not known here\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT /api/v2/processes | GET, POST, DELETE",
        "PUT /api/v2/processes/1 | GET, DELETE",
        "GET /api/v2/processes/1/stop | POST",
        "DELETE /api/v2/processes/1/logs | GET",
        "PUT /api/v2/processes/1/recording | GET, POST, DELETE",
        "GET /api/v2/groups/all/stop | POST",
        "GET /api/v2/reload | POST",
        "DELETE /api/v2/files?path=/a | GET, PUT",
        "PUT /api/v2/files/list?path=/a | GET",
        "POST /api/v2/events | GET"
      })
  void what_is_not_possible_says_what_is(String request, String allowed) throws Exception {
    corex.run("puppet");
    var words = request.split(" ", 2);
    var answer = corex.send(words[0], words[1], "");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().allValues("Allow")).containsExactly(allowed);
    assertThat(answer.body())
        .isEqualTo(
            "{\"error\":\"%s is not possible here; it must be %s\"}".formatted(words[0], allowed));
  }

  @Test
  void what_is_not_there_says_so() throws Exception {
    assertThat(corex.get(ALL + "/x/y").statusCode()).isEqualTo(404);
  }
}
