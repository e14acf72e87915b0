package io.coredeck.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.screen.Terminal;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Surroundings;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the command line promises.
class CliTest extends ScriptedPlatform {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://grid.example.org/api/v1",
        "http://10.0.0.2:8090/api/v1",
        "http://localhost.example.org/api/v1",
        "http://127.0.0.1@10.0.0.2/api/v1"
      })
  void a_token_is_not_sent_unencrypted_to_another_machine(String url) {
    for (var command : List.of("list", "token", "audit")) {
      var run = CommandRun.of(data, "", command, "--token", "cdk_x", "--explorer", url);
      assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
      assertThat(run.err()).contains(url, "could be read on the way; use its https:// address");
      assertThat(run.err()).doesNotContain("cdk_x");
    }
  }

  @Test
  void a_token_is_not_sent_either_where_the_directory_says_an_unencrypted_address()
      throws Exception {
    var elsewhere = URI.create("http://10.0.0.2:8090/api/v1");
    CommandRun.platform(data, elsewhere, "redis://127.0.0.1:1", node.nodeId(), 7, keys);
    var run = CommandRun.of(data, "", "list", "--token", "cdk_x");
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err()).contains("use its https:// address");
  }

  @Test
  void an_explorer_named_without_a_token_is_not_left_unsaid() throws Exception {
    var named = CommandRun.of(data, "", "list", "--explorer", "https://grid.example.org");
    assertThat(named.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(named.err()).contains("--explorer is for who has a token").hasLineCount(1);
    var variables =
        Map.of("COREDECK_EXPLORER", "https://grid.example.org", "COREDECK_DATA", data.toString());
    var set =
        CommandRun.around(new Surroundings(variables, Terminal.NONE), "", List.of("delete", "3"));
    assertThat(set.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(set.err()).contains("COREDECK_EXPLORER is for", "set COREDECK_TOKEN");
    assertThat(explorer.seen()).isEmpty();
  }

  @Test
  void what_begins_with_an_at_sign_is_itself() throws Exception {
    var file = Files.writeString(data.resolve("args"), "3");
    var run = CommandRun.of(data, "", "get", "@" + file);
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err()).contains("'@" + file + "' is no id");
  }

  @Test
  void a_refusal_is_told_with_the_explorers_words() {
    explorer.on("GET /reservations/workloads/9", 400, Messages.writeError("no good"), Map.of());
    var run = CommandRun.of(data, "", "get", "9");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("no good (400)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "delete", "logs", "stats"})
  void an_unknown_id_is_told(String command) {
    explorer.on("GET /reservations/workloads/99", 404, Messages.writeError("not found"), Map.of());
    var run = CommandRun.of(data, "", command, "99");
    assertThat(run.code()).isEqualTo(ExitCode.UNKNOWN);
    assertThat(run.err().lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "delete", "logs", "stats"})
  void another_workload_of_a_known_id_is_not_touched(String command) {
    explorer.on("GET /reservations/workloads/3", RUNS);
    var run = CommandRun.of(data, "", command, "3-2");
    assertThat(run.code()).isEqualTo(ExitCode.UNKNOWN);
    assertThat(run.err()).isEqualTo("coredeck: there is no 3-2; reservation 3 is 3-1\n");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"logs", "stats"})
  void what_only_containers_have_is_not_asked_of_others(String command) {
    explorer.on(
        "GET /reservations/workloads/4", "{\"id\":4,\"workload_id\":1,\"workload_type\":2}");
    var run = CommandRun.of(data, "", command, "4");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err())
        .isEqualTo("coredeck: 4-1 is a volume; only containers have " + command + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0", "-", "3.1", "3-", "3-x", "03"})
  void what_is_no_id_is_told(String id) {
    var run = CommandRun.of(data, "", "get", "--", id);
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err().lines()).hasSize(1);
  }

  @Test
  void get_shows_a_reservation() {
    explorer.on("GET /reservations/workloads/3", RUNS);
    assertThat(CommandRun.of(data, "", "get", "3-1").out())
        .contains("container 3-1: running", "http://172.24.1.2:7681", "http://h/a.flist");
    assertThat(CommandRun.of(data, "", "get", "3", "-o", "json").out().strip())
        .isEqualTo(Json.write(Json.reservation(RUNS)));
  }

  @Test
  void delete_waits_until_it_is_gone() {
    var gone = "{" + CONTAINER.replace("\"next_action\":3", "\"next_action\":6") + "}";
    explorer
        .on("GET /reservations/workloads/3", RUNS)
        .on("GET /reservations/workloads/3", RUNS)
        .on("GET /reservations/workloads/3", FAILED)
        .on("GET /reservations/workloads/3", gone)
        .on("POST /reservations/workloads/3/sign/delete", 201, "null", Map.of());
    var run = CommandRun.of(data, "", "delete", "3");
    assertThat(run.code()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).isEqualTo("container 3-1 is gone\n");
    assertThat(Messages.signature(explorer.last("POST").body()).tid()).isEqualTo(7);
  }

  @Test
  void an_answer_that_cannot_be_written_is_a_failure() {
    var full =
        new PrintStream(
            new OutputStream() {
              @Override
              public void write(int b) throws IOException {
                throw new IOException("no space left");
              }
            });
    var err = new ByteArrayOutputStream();
    var code =
        CliMain.run(
            List.of("--version"),
            InputStream.nullInputStream(),
            full,
            new PrintStream(err, true, US_ASCII),
            new Surroundings(Map.of(), Terminal.NONE));
    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString(US_ASCII)).contains("could be written").hasLineCount(1);
  }

  @Test
  void who_has_no_terminal_to_type_a_password_in_is_told() {
    var run = CommandRun.of(data, "", "user", "key", "export", "ann");
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err()).contains("use --stdin").hasLineCount(1);
  }

  @Test
  void nothing_is_deleted_if_one_of_several_is_not_there() {
    explorer
        .on("GET /reservations/workloads/3", RUNS)
        .on("GET /reservations/workloads/4", 404, Messages.writeError("not found"), Map.of());
    assertThat(CommandRun.of(data, "", "delete", "3", "4").code()).isEqualTo(ExitCode.UNKNOWN);
    assertThat(explorer.seen()).noneMatch(call -> call.route().startsWith("POST"));
  }

  @Test
  void what_others_wrote_moves_no_cursor() {
    var error = Messages.writeError("no \u001b]0;title\u0007 good");
    explorer.on("GET /reservations/workloads/9", 400, error, Map.of());
    assertThat(CommandRun.of(data, "", "get", "9").err())
        .contains("no ", " good")
        .doesNotContain("\u001b", "\u0007");
  }

  @Test
  void what_is_on_the_grid_is_listed() {
    explorer
        .on(
            "GET /nodes/search?size=1000",
            "[{\"node_id\":\"abc\",\"total_resources\":{\"cru\":4}}]")
        .on("GET /users/search?size=1000", "[{\"id\":7,\"name\":\"ann\"}]")
        .on(
            "GET /reservations/pools/search?owner=7&size=1000",
            "[{\"pool_id\":1,\"empty_at\":9223372036854775807}]");
    assertThat(CommandRun.of(data, "", "node").out()).contains("abc").contains("down");
    assertThat(CommandRun.of(data, "", "user").out()).contains("ann");
    assertThat(CommandRun.of(data, "", "pool").out()).contains("never");
    assertThat(CommandRun.of(data, "", "pool", "-o", "JSON").out()).contains("\"pool_id\":1");
  }

  @Test
  void a_directory_without_a_platform_is_told() {
    var run = CommandRun.of(data.resolve("none"), "", "list");
    assertThat(run.code()).isEqualTo(ExitCode.NO_PLATFORM);
    assertThat(run.err())
        .contains("endpoints.json does not exist; start the platform with ./coredeck up")
        .hasLineCount(1);
  }

  @Test
  void a_broken_file_of_the_platform_is_told() throws Exception {
    Files.writeString(data.resolve("keys/admin.json"), "{\"tid\":7,\"seed_hex\":\"ab\"}");
    var run = CommandRun.of(data, "", "list");
    assertThat(run.code()).isEqualTo(ExitCode.NO_PLATFORM);
    assertThat(run.err()).contains("admin.json: the seed has 2 characters").hasLineCount(1);
  }

  @Test
  void an_explorer_that_is_down_is_told() throws Exception {
    try (var free = new ServerSocket(0)) {
      var uri = URI.create("http://127.0.0.1:" + free.getLocalPort());
      CommandRun.platform(data, uri, "redis://x", node.nodeId(), 7, keys);
    }
    var run = CommandRun.of(data, "", "list");
    assertThat(run.code()).isEqualTo(ExitCode.NO_PLATFORM);
    assertThat(run.err()).contains("cannot be reached; is it running?").hasLineCount(1);
  }

  @Test
  void a_redis_that_is_down_is_told() {
    explorer.on("GET /reservations/workloads/3", RUNS);
    var run = CommandRun.of(data, "", "logs", "3");
    assertThat(run.code()).isEqualTo(ExitCode.NO_PLATFORM);
    assertThat(run.err()).contains("the platform's Redis at redis://127.0.0.1:1 cannot be read");
  }

  @ParameterizedTest
  @CsvSource({"frobnicate", "deploy", "'list,--nope'", "'get,3,-o,xml'"})
  void a_wrong_call_is_told_in_one_line(String args) {
    var run = CommandRun.of(data, "", args.split(",", -1));
    assertThat(run.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run.err()).contains("--help").hasLineCount(1);
  }

  @Test
  void help_and_version_are_answers() {
    assertThat(CommandRun.of(data, "", "--help").out()).contains("deploy", "Exit codes");
    assertThat(CommandRun.of(data, "", "deploy", "--help").out()).contains("--wait", "--data");
    assertThat(CommandRun.of(data, "", "--version").out()).startsWith("coredeck ");
  }
}
