package io.coredeck.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.CommandRun;
import io.coredeck.cli.TerminalRun;
import io.coredeck.cli.screen.Terminal;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Surroundings;
import io.coredeck.identity.KeyPair;
import io.coredeck.testkit.RedisServer;
import io.coredeck.testkit.ScriptedExplorer;
import io.coredeck.wire.Json;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `logs` and `stats` promise, with a real Redis.
class WatchIT {
  private static final String PASSWORD = "pw";

  private ScriptedExplorer explorer;
  private RedisServer redis;
  private RedisClient client;
  private RedisCommands<String, String> commands;

  @TempDir private Path data;

  @BeforeEach
  void start() throws Exception {
    explorer = new ScriptedExplorer();
    redis = RedisServer.start("--requirepass", PASSWORD);
    var url = "redis://:" + PASSWORD + "@127.0.0.1:" + redis.port();
    client = RedisClient.create(url);
    commands = client.connect().sync();
    CommandRun.platform(data, explorer.uri(), url, "n", 7, KeyPair.generate());
    explorer
        .on("GET /reservations/workloads/3", workload(3, 3))
        .on("GET /reservations/workloads/4", workload(4, 3));
  }

  @AfterEach
  void stop() throws Exception {
    client.shutdown();
    redis.close();
    explorer.close();
  }

  @Test
  void lines_come_out_as_they_were_printed_each_on_its_own_output() {
    line("3-1", 1, "stdout", "first\n");
    line("3-1", 2, "stderr", "trouble\n");
    line("3-1", 3, "stdout", "über, no end");
    var run = CommandRun.of(data, "", "logs", "3");
    assertThat(run.code()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).isEqualTo("first\nüber, no end");
    assertThat(run.err()).isEqualTo("trouble\n");
  }

  @Test
  void the_tail_is_the_last_lines() {
    for (var i = 1; i <= 20; i++) {
      line("3-1", i, "stdout", i + "\n");
    }
    assertThat(CommandRun.of(data, "", "logs", "--tail", "2", "3").out()).isEqualTo("19\n20\n");
  }

  @Test
  void lines_of_several_containers_carry_their_names() {
    line("3-1", 1, "stdout", "a\n");
    line("4-1", 1, "stdout", "b");
    assertThat(CommandRun.of(data, "", "logs", "3", "4").out()).isEqualTo("3-1 | a\n4-1 | b\n");
  }

  @Test
  void as_json_each_line_is_an_object() {
    line("3-1", 7, "stderr", "x\n");
    assertThat(CommandRun.of(data, "", "logs", "3", "-o", "json").out())
        .isEqualTo(
            "{\"gwid\":\"3-1\",\"number\":7,\"time\":1000,\"stream\":\"stderr\",\"line\":\"x\\n\"}\n");
  }

  @Test
  void a_container_that_printed_nothing_has_an_empty_log() {
    assertThat(CommandRun.of(data, "", "logs", "3")).isEqualTo(new CommandRun(0, "", ""));
  }

  @Test
  void following_goes_on_until_the_container_is_deleted() throws Exception {
    line("3-1", 1, "stdout", "past\n");
    explorer.on("GET /reservations/workloads/3", workload(3, 3));
    explorer.on("GET /reservations/workloads/3", workload(3, 6));
    var words = new String[] {"logs", "-f", "--tail", "2500", "3"};
    var following = CompletableFuture.supplyAsync(() -> CommandRun.of(data, "", words));
    for (var i = 2; i <= 2500; i++) {
      line("3-1", i, "stdout", i + "\n");
    }
    var run = following.get(60, TimeUnit.SECONDS);
    assertThat(run.code()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).startsWith("past\n2\n3\n").endsWith("\n2500\n").hasLineCount(2500);
  }

  @Test
  void stats_are_the_latest_with_cpu_since_the_one_before() {
    sample("3-1", 100, 0);
    sample("3-1", 102, 1_000_000_000L);
    sample("3-1", 104, 4_000_000_000L);
    assertThat(CommandRun.of(data, "", "stats", "3").out())
        .isEqualTo("3-1  cpu 150.0 %  memory 1.0 of 1024.0 MiB (cache 0.5)  processes 2\n");
    var json = Json.tree(CommandRun.of(data, "", "stats", "3-1", "-o", "json").out());
    assertThat(json.members().keySet())
        .containsExactly(
            "gwid",
            "timestamp",
            "memory_usage",
            "memory_limit",
            "memory_cache",
            "cpu_usage",
            "pids_current");
    assertThat(json.member("timestamp").integer()).isEqualTo(104);
  }

  @Test
  void stats_are_a_table_that_changes_in_its_place_on_a_terminal() throws Exception {
    sample("3-1", 100, 0);
    sample("3-1", 102, 1_000_000_000L);
    try (var terminal =
        TerminalRun.start(Map.of("COREDECK_DATA", data.toString()), "stats", "3", "4")) {
      terminal.await("50.0 %");
      sample("4-1", 100, 0);
      terminal.await("\033[2A\r\033[J");
      terminal.await("4-1");
      sample("3-1", 104, 4_000_000_000L);
      terminal.await("\033[3A\r\033[J");
      terminal.await("150.0 %");
      explorer.on("GET /reservations/workloads/3", workload(3, 6));
      terminal.await("\033[2A\r\033[J"); // the row of what is deleted is gone
      terminal.await("4-1");
      terminal.terminate();
      assertThat(terminal.awaitEnd().isAsBefore()).isTrue();
    }
    assertThat(CommandRun.of(data, "", "stats", "3", "-o", "table").out())
        .contains("OF LIMIT", "150.0 %")
        .hasLineCount(2);
  }

  @Test
  void lines_of_several_containers_have_colours_on_a_terminal() throws Exception {
    line("3-1", 1, "stdout", "a\n");
    line("4-1", 1, "stdout", "b\n");
    var around =
        new Surroundings(
            Map.of("TERM", "xterm", "COREDECK_DATA", data.toString()),
            new Terminal(false, true, true));
    var run = CommandRun.around(around, "", List.of("logs", "3", "4"));
    assertThat(run.out()).isEqualTo("\033[32m3-1 |\033[0m a\n\033[33m4-1 |\033[0m b\n");
  }

  @Test
  void who_follows_a_deployment_is_told_each_step_once() {
    explorer
        .on("GET /reservations/workloads?customer_tid=7&next_action=3&page=1", "[]")
        .on("GET /reservations/workloads?customer_tid=7&next_action=4&page=1", "[]")
        .on("POST /reservations/workloads", "{\"reservation_id\":3}")
        .on(
            "GET /reservations/workloads/3",
            "{\"id\":3,\"workload_id\":1,\"workload_type\":1,\"next_action\":3,"
                + "\"result\":{\"workload_id\":\"3-1\",\"state\":1}}");
    for (var step : List.of("network", "image", "disk", "start")) {
      commands.xadd("coredeck:steps:3-1", Map.of("step", step, "took", "120000", "text", ""));
    }
    var run =
        CommandRun.of(data, "{\"flist\":\"http://h/f\",\"node_id\":\"n\"}", "deploy", "-f", "-");
    assertThat(run.err().lines().filter(line -> line.startsWith("  ")))
        .containsExactly(
            "  network    0.12 s",
            "  image      0.12 s",
            "  disk       0.12 s",
            "  start      0.12 s");
  }

  @Test
  void a_container_without_samples_is_told() {
    var run = CommandRun.of(data, "", "stats", "3");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("there are no samples of 3; does it run?");
  }

  private void line(String gwid, long number, String stream, String text) {
    commands.xadd(
        "coredeck:logs:" + gwid,
        new XAddArgs().id(number + "-0"),
        Map.of("n", number + "", "t", "1000", "s", stream, "l", text));
  }

  private void sample(String gwid, long timestamp, long cpu) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("timestamp", timestamp + "");
    fields.put("memory_usage", (1 << 20) + "");
    fields.put("memory_limit", (1 << 30) + "");
    fields.put("memory_cache", (1 << 19) + "");
    fields.put("cpu_usage", cpu + "");
    fields.put("pids_current", "2");
    commands.xadd("coredeck:stats:" + gwid, fields);
  }

  private static String workload(long id, int action) {
    return "{\"id\":%d,\"workload_id\":1,\"workload_type\":1,\"next_action\":%d}"
        .formatted(id, action);
  }
}
