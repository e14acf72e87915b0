package io.coredeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.screen.Terminal;
import io.coredeck.cli.setup.ExitCode;
import io.coredeck.cli.setup.Surroundings;
import io.coredeck.explorer.workload.follow.RedisPlace;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.testkit.RedisServer;
import io.coredeck.wire.account.TokenMessages.Wish;
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

/// What `logs` and `stats` promise who has a token and nothing else, with a real explorer and
/// Redis.
class WatchOverExplorerIT {

  private final KeyPair keys = KeyPair.generate();
  private WholeExplorer whole;
  private RedisServer redis;
  private RedisClient client;
  private RedisCommands<String, String> commands;

  /// A token that reads.
  private String token;

  @TempDir private Path data;
  @TempDir private Path elsewhere;

  @BeforeEach
  void start() throws Exception {
    redis = RedisServer.start();
    var url = "redis://127.0.0.1:" + redis.port();
    client = RedisClient.create(url);
    commands = client.connect().sync();
    whole = WholeExplorer.start(data, keys, KeyPair.generate(), new RedisPlace(url));
    try (var accounts = AccountClient.connect(whole.uri(), keys, whole.grid().tid())) {
      accounts.createFirst("admin", "a long password", keys, WholeExplorer.SETUP_TOKEN);
      token = accounts.createToken("admin", new Wish("watches", Scope.READ, 7)).text();
    }
    for (var i = 0; i < 2; i++) {
      var made =
          CommandRun.of(
              data,
              "{\"flist\":\"http://h/f\",\"capacity\":{\"cpu\":1,\"memory\":1024}}",
              "deploy",
              "-");
      assertThat(made.code()).as(made.err()).isEqualTo(ExitCode.DONE);
    }
  }

  @AfterEach
  void stop() throws Exception {
    whole.close();
    client.shutdown();
    redis.close();
  }

  private CommandRun run(String... words) {
    var around =
        new Surroundings(
            Map.of(
                "COREDECK_TOKEN",
                token,
                "COREDECK_EXPLORER",
                whole.uri().toString(),
                "COREDECK_DATA",
                elsewhere.toString()),
            Terminal.NONE);
    return CommandRun.around(around, "", List.of(words));
  }

  private void line(String gwid, long number, long time, String stream, String text) {
    commands.xadd(
        "coredeck:logs:" + gwid,
        new XAddArgs().id(number + "-0"),
        Map.of("n", number + "", "t", time + "", "s", stream, "l", text));
  }

  private void sample(String gwid, long timestamp, long cpu) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("timestamp", timestamp + "");
    fields.put("memory_usage", (1 << 20) + "");
    fields.put("memory_limit", (1 << 30) + "");
    fields.put("memory_cache", (1 << 19) + "");
    fields.put("cpu_usage", cpu + "");
    fields.put("pids_current", "2");
    commands.xadd("coredeck:stats:" + gwid, new XAddArgs().id(timestamp + "000-0"), fields);
  }

  @Test
  void lines_come_as_from_redis_until_the_container_is_deleted() throws Exception {
    line("1-1", 1, 1000, "stdout", "first\n");
    line("1-1", 2, 3000, "stderr", "trouble\n");
    line("1-1", 3, 4000, "stdout", "über, no end");
    assertThat(run("logs", "1"))
        .isEqualTo(new CommandRun(ExitCode.DONE, "first\nüber, no end", "trouble\n"));
    assertThat(run("logs", "--tail", "1", "1-1", "-o", "json").out())
        .isEqualTo(
            "{\"gwid\":\"1-1\",\"number\":3,\"time\":4000,\"stream\":\"stdout\",\"line\":\"über, no end\"}\n");
    line("2-1", 1, 2000, "stdout", "other\n");
    assertThat(run("logs", "1", "2").out()).startsWith("1-1 | first\n2-1 | other\n1-1 | über");
    var following = CompletableFuture.supplyAsync(() -> run("logs", "-f", "2"));
    for (var i = 2; i <= 1500; i++) {
      line("2-1", i, 2000, "stdout", i + "\n");
    }
    whole.grid().decommission(2);
    whole.grid().awaitDeleted(2, WholeExplorer.SOON);
    var run = following.get(120, TimeUnit.SECONDS);
    assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).endsWith("\n1499\n1500\n");
    assertThat(run("logs", "99").code()).isEqualTo(ExitCode.UNKNOWN);
  }

  @Test
  void stats_are_the_latest_and_what_is_away_is_told() {
    sample("1-1", 100, 0);
    sample("1-1", 102, 1_000_000_000L);
    sample("1-1", 104, 4_000_000_000L);
    assertThat(run("stats", "1").out())
        .isEqualTo("1-1  cpu 150.0 %  memory 1.0 of 1024.0 MiB (cache 0.5)  processes 2\n");
    assertThat(run("stats", "2").err()).contains("there are no samples of 2");
    redis.stop();
    var away = run("stats", "1");
    assertThat(away.code()).isNotEqualTo(ExitCode.DONE);
    assertThat(away.err()).contains("the platform's Redis cannot be read now").hasLineCount(1);
  }
}
