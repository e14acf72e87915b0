package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.linux.LinuxTerminals;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What our own routes promise of real processes: how they are started, told things, and restarted.
@Timeout(60)
class ProcessFeaturesTest {
  private static final String ALL = "/api/v2/processes";

  private TestCorex corex;

  @BeforeEach
  void start() throws Exception {
    corex = TestCorex.start(new LinuxTerminals(Map.of("PATH", "/usr/bin:/bin"), Path.of("/")));
  }

  @AfterEach
  void close() {
    corex.close();
  }

  private String started(String json) throws Exception {
    var answer = corex.post(ALL, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer.body();
  }

  private String logs(String query) throws Exception {
    return corex.body(ALL + "/1/logs" + query);
  }

  @Test
  void a_process_on_pipes_keeps_its_streams_apart_and_shows_both() throws Exception {
    started(
        """
        {"argv":["sh","-c","echo $GREETING; pwd; echo wrong >&2; exit 3"],"terminal":false,
         "environment":{"GREETING":"grüß dich"},"directory":"/tmp"}\
        """);
    corex.awaitList("\"state\":\"stopped\",\"id\":1,\"status\":3");
    assertThat(logs("?stream=stdout")).isEqualTo("grüß dich\n/tmp\n");
    assertThat(logs("?stream=stderr")).isEqualTo("wrong\n");
    assertThat(logs("?stream=stdout&bytes=5")).isEqualTo("/tmp\n");
    assertThat(logs("")).contains("grüß dich\r\n/tmp\r\n", "wrong\r\n");
    var headers = corex.get(ALL + "/1/logs").headers();
    assertThat(headers.firstValue("Content-Type")).contains("text/plain; charset=utf-8");
  }

  @Test
  void what_is_typed_reaches_a_pipe_and_its_end_can_be_told() throws Exception {
    started("{\"argv\":[\"cat\"],\"terminal\":false}");
    var socket = corex.socket("/ws/1", "tty");
    socket.send("{\"AuthToken\":null}");
    socket.send("0hello\r");
    socket.awaitOutput("hello\r\n");
    assertThat(corex.post(ALL + "/1/close-input", "").statusCode()).isEqualTo(200);
    corex.awaitList("\"state\":\"stopped\"");
    assertThat(logs("?stream=stdout")).isEqualTo("hello\n");
    assertThat(corex.post(ALL + "/1/close-input", "").statusCode()).isEqualTo(409);
  }

  @Test
  void variables_show_up_in_no_list() throws Exception {
    started("{\"argv\":[\"sleep\",\"60\"],\"environment\":{\"PASSWORD\":\"geheim\"}}");
    assertThat(corex.body(ALL)).contains("\"terminal\":true").doesNotContain("geheim");
    assertThat(corex.body("/api/processes")).doesNotContain("geheim");
  }

  @Test
  void everything_else_that_is_wanted_shows() throws Exception {
    var process =
        started(
            """
            {"argv":["sleep","60"],"name":"sleeper","group":"night","description":"It sleeps",
             "directory":"/tmp","restart":"always","max_restarts":3,"grace":1.5,"signal":"INT"}\
            """);
    assertThat(process)
        .contains("\"name\":\"sleeper\",\"group\":\"night\",\"description\":\"It sleeps\"")
        .contains("\"directory\":\"/tmp\"", "\"restart\":\"always\",\"restarts\":0")
        .contains("\"gave_up\":false,\"created\":\"", "\"started\":\"");
  }

  @Test
  void as_many_lines_are_kept_as_are_wanted() throws Exception {
    started("{\"argv\":[\"seq\",\"-f\",\"line %03.0f\",\"500\"],\"rows\":5,\"scrollback\":100}");
    corex.awaitList("\"state\":\"stopped\"");
    assertThat(corex.body(ALL)).contains("\"scrollback\":100,");
    var socket = corex.socket("/ws/1", "coredeck.v1");
    socket.sendText("{\"AuthToken\":null}", true);
    assertThat(socket.awaitClose()).isEqualTo(1000);
    var shown = String.join("", socket.messages());
    assertThat(shown).contains("line 397").doesNotContain("line 396").contains("line 500");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"environment\":{\"A B\":\"x\"} | environment: 'A B' is no name",
        "\"environment\":{\"A\":1} | environment: it must be an object of texts",
        "\"environment\":[] | environment: it must be an object of texts",
        "\"directory\":\"/no/such\" | directory: /no/such: No such file or directory",
        "\"directory\":\"tmp\" | directory: it must be an absolute path",
        "\"user\":\"nobody-at-all\" | user: 'nobody-at-all' is not in /etc/passwd",
        "\"scrollback\":1000001 | scrollback: 1000001 lines; it must be 0 to 1000000",
        "\"terminal\":\"no\" | terminal: it must be true or false",
        "\"restart\":\"often\" | restart is 'often'; it must be never, on-failure or always",
        "\"grace\":-1 | grace is -1 seconds; it must be 0 to 3600",
        "\"signal\":\"HOP\" | signal 'HOP' is unknown",
        "\"name\":\"a b\" | name: 'a b'; it must be at most 64 letters",
      })
  void what_cannot_be_is_400_with_what_it_must_be(String member, String told) throws Exception {
    var answer = corex.post(ALL, "{\"argv\":[\"true\"]," + member + "}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"error\":\"").contains(told);
    assertThat(corex.body("/api/processes")).isEqualTo("{\"processes\":[]}");
  }

  @Test
  void signals_have_names_and_go_to_the_group() throws Exception {
    started(
        """
        {"argv":["sh","-c","(trap 'echo child' USR1; echo ready; while kill -0 $$; do sleep 0.05; done) & \
        trap '' USR1; wait"],"terminal":false}\
        """);
    awaitLog("ready");
    var kill = ALL + "/1/kill";
    assertThat(corex.post(kill, "{\"signal\":\"SIGUSR1\"}").statusCode()).isEqualTo(200);
    awaitLog("child");
    assertThat(corex.post(kill, "{\"signal\":\"NOPE\"}").statusCode()).isEqualTo(400);
    assertThat(corex.post(kill, "{\"signal\":9,\"group\":false}").statusCode()).isEqualTo(200);
    corex.awaitList("\"signal\":9");
  }

  private void awaitLog(String wanted) throws Exception {
    while (!logs("").contains(wanted)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void an_ended_process_is_started_again_and_a_running_one_restarted() throws Exception {
    started("{\"argv\":[\"sh\",\"-c\",\"echo run; read x\"]}");
    awaitLog("run");
    assertThat(corex.post(ALL + "/1/start", "").statusCode()).isEqualTo(409);
    assertThat(corex.post(ALL + "/1/restart", "").statusCode()).isEqualTo(200);
    awaitLog("started again");
    corex.awaitList("\"state\":\"running\"");
    assertThat(corex.post(ALL + "/1/stop", "").statusCode()).isEqualTo(200);
    corex.awaitList("\"state\":\"stopped\"");
    assertThat(corex.post(ALL + "/1/start", "").statusCode()).isEqualTo(200);
    corex.awaitList("\"state\":\"running\",\"id\":1");
    assertThat(corex.post(ALL + "/9/start", "").statusCode()).isEqualTo(404);
  }

  @Test
  void a_pause_before_the_next_start_looks_like_starting() throws Exception {
    started("{\"argv\":[\"false\"],\"restart\":\"on-failure\"}");
    corex.awaitList("\"state\":\"starting\",\"id\":1,\"status\":1");
    assertThat(corex.body(ALL)).contains("\"restart_at\":\"");
    assertThat(corex.post(ALL + "/1/stop", "").statusCode()).isEqualTo(200);
    assertThat(corex.body("/api/processes")).contains("\"state\":\"stopped\"");
  }

  @Test
  void a_terminal_has_one_stream() throws Exception {
    started("{\"argv\":[\"echo\",\"x\"]}");
    assertThat(corex.get(ALL + "/1/logs?stream=stderr").statusCode()).isEqualTo(400);
    assertThat(corex.get(ALL + "/1/logs?stream=other").statusCode()).isEqualTo(400);
    assertThat(corex.get(ALL + "/1/logs?bytes=0").statusCode()).isEqualTo(400);
    assertThat(corex.get(ALL + "/1/logs?bytes=65537").statusCode()).isEqualTo(400);
    assertThat(corex.get(ALL + "/9/logs").statusCode()).isEqualTo(404);
  }

  @Test
  void groups_start_and_stop_together() throws Exception {
    started("{\"argv\":[\"sleep\",\"60\"],\"group\":\"g\"}");
    started("{\"argv\":[\"sleep\",\"60\"],\"group\":\"g\"}");
    started("{\"argv\":[\"sleep\",\"60\"]}");
    var answer = corex.post("/api/v2/groups/g/stop", "");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(answer.body()).contains("\"id\":1,", "\"id\":2,").doesNotContain("\"id\":3,");
    corex.awaitList("\"state\":\"stopped\",\"id\":1");
    corex.awaitList("\"state\":\"stopped\",\"id\":2");
    assertThat(corex.body("/api/processes")).contains("\"state\":\"running\",\"id\":3");
    assertThat(corex.post("/api/v2/groups/g/start", "").statusCode()).isEqualTo(202);
    corex.awaitList("\"state\":\"running\",\"id\":1");
    assertThat(corex.post("/api/v2/groups/none/stop", "").statusCode()).isEqualTo(404);
    assertThat(corex.get("/api/v2/groups/g/stop").statusCode()).isEqualTo(405);
  }

  @Test
  void reading_definitions_again_tells_what_has_changed() throws Exception {
    var answer = corex.post("/api/v2/reload", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"added\":[],\"changed\":[],\"removed\":[],\"problems\":[]}");
    assertThat(corex.body(ALL)).contains("\"problems\":[]");
  }
}
