package io.coredeck.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.Bytes;
import io.coredeck.node.telemetry.notice.EndpointHealth;
import io.coredeck.node.telemetry.notice.EndpointHealth.Kind;
import io.coredeck.testkit.Loopback;
import io.coredeck.testkit.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What becomes of lines while Redis cannot be reached.
@Execution(ExecutionMode.CONCURRENT) // it waits most of the time
class TelemetryOutageIT {
  @TempDir Path dir;
  private Workbench bench;

  @BeforeEach
  void open() throws Exception {
    bench = new Workbench(dir);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private static List<String> lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "line " + i + "\n").toList();
  }

  private static void write(FakeConmon conmon, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      conmon.line("stdout", "line " + i);
    }
  }

  @Test
  void an_outage_delays_lines_and_loses_none() throws Exception {
    try (var gate = new Gate(bench.redis().port());
        var telemetry = bench.start();
        var conmon = bench.conmon();
        var out = bench.subscribe("c-out")) {
      telemetry.watch(bench.watched(conmon, gate.url("c-out"), ""));
      write(conmon, 0, 20_000);
      var received = new ArrayList<>(out.next(5_000)); // in the middle of the flow
      gate.shut();
      write(conmon, 20_000, 60_000);
      Workbench.await(
          "the platform has all the while",
          () -> Workbench.health(telemetry, Kind.PLATFORM_LOGS).delivered() == 60_000);
      assertThat(Workbench.health(telemetry, Kind.STDOUT).delivered()).isLessThan(60_000);
      assertThat(Workbench.health(telemetry, Kind.STDOUT).trouble()).isNotEmpty();
      gate.open();
      while (!received.getLast().equals("line 59999\n")) {
        received.add(out.nextText());
      }
      assertThat(new LinkedHashSet<>(received)).containsExactlyElementsOf(lines(0, 60_000));
      assertThat(received.size()).isLessThan(60_000 + LogFeed.MOST_BATCHES * LogFeed.BATCH_LINES);
      Workbench.await(
          "each line is counted once",
          () ->
              Workbench.health(telemetry, Kind.STDOUT)
                  .equals(new EndpointHealth(Kind.STDOUT, gate.url("c-out"), 60_000, 0, "")));
    }
  }

  @Test
  void the_platforms_stream_goes_on_after_redis_was_restarted_empty() throws Exception {
    try (var telemetry = bench.start();
        var conmon = bench.conmon()) {
      telemetry.watch(bench.watched(conmon, "", ""));
      write(conmon, 0, 100);
      Workbench.await("the first", () -> bench.platformLines().size() == 100);
      bench.redis().stop();
      write(conmon, 100, 200);
      bench.redis().startAgain();
      Workbench.await(
          "all", () -> Workbench.health(telemetry, Kind.PLATFORM_LOGS).delivered() == 200);
      assertThat(bench.platformLines()).isEqualTo(lines(100, 200));
      assertThat(bench.stream("coredeck:logs:7-1").getFirst()).containsEntry("id", "101-0");
    }
  }

  @Test
  void a_server_that_hangs_gets_everything_when_it_wakes_and_nobody_else_waits() throws Exception {
    try (var user = RedisServer.start();
        var telemetry = bench.start();
        var conmon = bench.conmon();
        var out = new Subscriber(user.port(), "c-out")) {
      telemetry.watch(bench.watched(conmon, user.uri() + "/c-out", ""));
      write(conmon, 0, 10);
      var received = new ArrayList<>(out.next(10));
      signal(user, "STOP");
      write(conmon, 10, 5_000);
      Workbench.await(
          "the platform has all",
          () -> Workbench.health(telemetry, Kind.PLATFORM_LOGS).delivered() == 5_000);
      Workbench.await(
          "the silence is noticed",
          () -> !Workbench.health(telemetry, Kind.STDOUT).trouble().isEmpty());
      signal(user, "CONT");
      Workbench.await(
          "everything is delivered",
          () -> Workbench.health(telemetry, Kind.STDOUT).delivered() == 5_000);
      while (!received.getLast().equals("line 4999\n")) {
        received.add(out.nextText());
      }
      assertThat(new LinkedHashSet<>(received)).containsExactlyElementsOf(lines(0, 5_000));
    }
  }

  private static void signal(RedisServer server, String name) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + name, Long.toString(server.pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  @Test
  void what_the_disk_may_not_hold_is_lost_and_counted_and_told() throws Exception {
    var small =
        new TelemetryConfig.Limits(
            Bytes.ofMiB(1),
            Bytes.ofMiB(1),
            Bytes.ofMiB(4),
            Bytes.ofMiB(8),
            1000,
            Bytes.ofMiB(1),
            100,
            100,
            10);
    var count = 150_000;
    try (var gate = new Gate(bench.redis().port());
        var telemetry = Telemetry.start(bench.config(small), Loopback.REACH);
        var conmon = bench.conmon();
        var out = bench.subscribe("c-out")) {
      gate.shut();
      telemetry.watch(bench.watched(conmon, gate.url("c-out"), ""));
      for (int i = 0; i < count; i += 10_000) {
        var written = i;
        Workbench.await(
            "the platform keeps up",
            () -> Workbench.health(telemetry, Kind.PLATFORM_LOGS).delivered() == written);
        write(conmon, i, i + 10_000);
      }
      Workbench.await(
          "something is lost", () -> Workbench.health(telemetry, Kind.STDOUT).lost() > 0);
      Workbench.await(
          "the platform has all",
          () -> Workbench.health(telemetry, Kind.PLATFORM_LOGS).delivered() == count);
      gate.open();
      var received = new ArrayList<>(List.of(out.nextText()));
      while (!received.getLast().equals("line " + (count - 1) + "\n")) {
        received.add(out.nextText());
      }
      assertThat(received).isEqualTo(lines(count - received.size(), count));
      Workbench.await(
          "each line is delivered or lost",
          () -> {
            var health = Workbench.health(telemetry, Kind.STDOUT);
            return health.delivered() == received.size()
                && health.lost() == count - received.size();
          });
      Workbench.await("it is told", () -> !bench.stream(Telemetry.EVENTS_KEY).isEmpty());
      assertThat(bench.stream(Telemetry.EVENTS_KEY).getFirst())
          .containsEntry("kind", "log-lost")
          .containsEntry("gwid", "7-1");
      assertThat(bench.platformLines().size()).isLessThan(2_500).isGreaterThan(500);
    }
  }

  @Test
  void a_password_in_the_url_opens_a_server_that_wants_one() throws Exception {
    try (var user = RedisServer.start("--requirepass", "s3cret/@");
        var telemetry = bench.start();
        var conmon = bench.conmon()) {
      var url = "redis://:s3cret%2F%40@127.0.0.1:" + user.port() + "/c-out";
      telemetry.watch(bench.watched(conmon, url, ""));
      write(conmon, 0, 1);
      Workbench.await("it", () -> Workbench.health(telemetry, Kind.STDOUT).delivered() == 1);
      assertThat(telemetry.health(Workbench.GWID).toString()).doesNotContain("s3cret");
    }
  }

  @Test
  void without_it_lines_wait_and_the_servers_words_are_shown() throws Exception {
    try (var user = RedisServer.start("--requirepass", "s3cret");
        var telemetry = bench.start();
        var conmon = bench.conmon()) {
      telemetry.watch(bench.watched(conmon, user.uri() + "/c-out", ""));
      write(conmon, 0, 5);
      Workbench.await(
          "trouble", () -> Workbench.health(telemetry, Kind.STDOUT).trouble().startsWith("NOAUTH"));
      assertThat(Workbench.health(telemetry, Kind.STDOUT))
          .satisfies(health -> assertThat(health.delivered()).isZero())
          .satisfies(health -> assertThat(health.lost()).isZero());
    }
  }

  @Test
  void a_password_nobody_asked_for_does_no_harm() throws Exception {
    try (var telemetry = bench.start();
        var conmon = bench.conmon();
        var out = bench.subscribe("c-out")) {
      var url = "redis://user:wrong@127.0.0.1:" + bench.redis().port() + "/c-out";
      telemetry.watch(bench.watched(conmon, url, ""));
      write(conmon, 0, 3);
      assertThat(out.next(3)).isEqualTo(lines(0, 3));
    }
  }

  @Test
  void connections_are_shared_and_bounded() throws Exception {
    var limits = Workbench.LIMITS;
    var one =
        new TelemetryConfig.Limits(
            limits.segment(),
            limits.kept(),
            limits.spool(),
            limits.allSpools(),
            limits.streamLines(),
            limits.streamBytes(),
            limits.samples(),
            limits.events(),
            1);
    try (var other = RedisServer.start();
        var telemetry = Telemetry.start(bench.config(one), Loopback.REACH);
        var conmon = bench.conmon();
        var out = bench.subscribe("c-out")) {
      telemetry.watch(bench.watched(conmon, bench.url("c-out"), bench.url("c-err")));
      write(conmon, 0, 1);
      assertThat(out.nextText()).isEqualTo("line 0\n");
      telemetry.watch(
          new Watched(
              "8-1",
              7,
              bench.log().resolveSibling("other"),
              () -> {},
              java.util.Optional::empty,
              io.coredeck.model.Bytes.ofMiB(1024),
              List.of(Watched.Output.parse(other.uri() + "/c-out", "")),
              List.of()));
      Workbench.await(
          "the second server is refused",
          () ->
              telemetry.health("8-1").stream()
                  .anyMatch(health -> health.trouble().contains("as many Redis")));
    }
  }
}
