package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.workload.follow.RedisPlace;
import io.coredeck.model.Result.State;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.sdk.watch.PrintedLine;
import io.coredeck.sdk.watch.Seen;
import io.coredeck.sdk.watch.Watch;
import io.coredeck.sdk.watch.WatchClient;
import io.coredeck.testkit.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the SDK tells of containers to who has a token, with a real Redis.
@Timeout(120)
class WatchedOverSdkIT {
  private static final Duration SOON = Duration.ofSeconds(40);

  @TempDir private Path folder;
  private RedisServer redis;
  private RedisClient redisClient;
  private RedisCommands<String, String> commands;
  private TestPeople people;
  private TestGrid grid;
  private String token;
  private WatchClient client;
  private long first;
  private long second;

  @BeforeEach
  void start() throws Exception {
    redis = RedisServer.start();
    var url = "redis://127.0.0.1:" + redis.port();
    redisClient = RedisClient.create(url);
    commands = redisClient.connect().sync();
    grid = new TestGrid(new TestExplorer(folder, new RedisPlace(url)), 1_000_000);
    people = new TestPeople(grid);
    token = people.token("watches", Scope.READ, 7);
    client = WatchClient.withToken(grid.explorer.uri(), token);
    first = grid.deploy(TestGrid.container(1, 1024));
    second = grid.deploy(TestGrid.container(1, 1024));
  }

  @AfterEach
  void stop() {
    client.close();
    people.close();
    redisClient.shutdown();
    redis.close();
  }

  private void line(long id, long number, String text) {
    commands.xadd(
        "coredeck:logs:" + id + "-1",
        new XAddArgs().id(number + "-0"),
        Map.of("n", "" + number, "t", "1000", "s", "stderr", "l", text));
  }

  /// What comes next, in words.
  private static String next(Watch<PrintedLine> watch) throws Exception {
    return switch (watch.next(SOON).orElseThrow()) {
      case Seen.One<PrintedLine>(var id, var line) -> id + " " + line.text();
      case Seen.Past<PrintedLine>(var id) -> id + " past";
      case Seen.Deleted<PrintedLine>(var id) -> id + " deleted";
    };
  }

  @Test
  void lines_of_several_containers_come_past_and_new_and_a_broken_line_is_mended()
      throws Exception {
    line(first, 1, "a\n");
    line(first, 2, "b\n");
    line(second, 1, "c\n");
    try (var watch = client.lines(List.of(first, second), 1, true)) {
      var past = new ArrayList<String>();
      for (var i = 0; i < 4; i++) {
        past.add(next(watch));
      }
      assertThat(past)
          .containsSubsequence(first + " b\n", first + " past")
          .containsSubsequence(second + " c\n", second + " past");
      redis.stop(); // the streams end with trouble, and come back
      redis.startAgain();
      line(first, 3, "d\n");
      assertThat(next(watch)).isEqualTo(first + " d\n");
      for (var id : List.of(first, second)) {
        TestExplorer.expect(201, grid.putResult(id, State.OK, ""));
        TestExplorer.expect(201, grid.signDelete(id));
        TestExplorer.expect(200, grid.delete(id));
        assertThat(next(watch)).isEqualTo(id + " deleted");
      }
      assertThat(watch.next(SOON)).isEmpty();
      assertThat(watch.isOver()).isTrue();
    }
  }

  @Test
  void more_than_can_wait_comes_whole_to_who_reads_slowly() throws Exception {
    var most = 3 * Watch.MOST_WAITING;
    for (var i = 1; i <= most; i++) {
      line(first, i, "x".repeat(4000) + "\n");
    }
    try (var watch = client.lines(List.of(first), most, false)) {
      for (var i = 1; i <= most; i++) {
        var seen = watch.next(SOON).orElseThrow();
        assertThat(seen)
            .isInstanceOfSatisfying(
                Seen.One.class,
                one -> assertThat(((PrintedLine) one.value()).text()).hasSize(4001));
      }
      assertThat(watch.next(SOON)).containsInstanceOf(Seen.Past.class);
      assertThat(watch.next(SOON)).isEmpty();
      assertThat(watch.isOver()).isTrue();
    }
  }

  @Test
  void samples_come_too_and_refusals_are_told() throws Exception {
    var fields = new LinkedHashMap<String, String>();
    for (var name :
        List.of("timestamp", "memory_usage", "memory_limit", "memory_cache", "cpu_usage")) {
      fields.put(name, "7");
    }
    fields.put("pids_current", "2");
    commands.xadd("coredeck:stats:" + first + "-1", fields);
    try (var watch = client.samples(List.of(first), 10, false)) {
      assertThat(watch.next(SOON))
          .get()
          .isInstanceOfSatisfying(
              Seen.One.class, one -> assertThat(one.value().toString()).contains("pids=2"));
    }
    var volume = grid.deploy(TestGrid.volume());
    try (var watch = client.lines(List.of(volume), 1, true)) {
      TestPeople.refused(400, () -> watch.next(SOON));
      assertThat(watch.isOver()).isTrue();
    }
    try (var bob = WatchClient.connect(grid.explorer.uri(), grid.bob, grid.bobId);
        var watch = bob.lines(List.of(first), 1, true)) {
      TestPeople.refused(403, () -> watch.next(SOON));
    }
  }

  @Test
  void the_example_prints_what_is_there() throws Exception {
    line(first, 1, "hello\n");
    assertThat(printed(grid.explorer.uri(), token, first)).isEqualTo("hello\n");
  }

  private static String printed(URI explorer, String token, long id) throws Exception {
    var printed = new StringBuilder();
    // @start region="watch"
    try (var client = WatchClient.withToken(explorer, token);
        var watch = client.lines(List.of(id), 100, false)) {
      while (!watch.isOver()) {
        if (watch.next(Duration.ofSeconds(10)).orElse(null)
            instanceof Seen.One<PrintedLine>(_, var line)) {
          printed.append(line.text());
        }
      }
    }
    // @end
    return printed.toString();
  }
}
