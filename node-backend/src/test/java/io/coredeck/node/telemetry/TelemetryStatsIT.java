package io.coredeck.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.Bytes;
import io.coredeck.model.rule.Endpoint;
import io.coredeck.node.telemetry.notice.EndpointHealth;
import io.coredeck.node.telemetry.notice.EndpointHealth.Kind;
import io.coredeck.node.telemetry.stats.UsageSource;
import io.coredeck.node.telemetry.stats.UsageSource.Usage;
import io.coredeck.testkit.Loopback;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What a user may expect of a container's statistics.
@Execution(ExecutionMode.CONCURRENT) // it waits most of the time
class TelemetryStatsIT {
  private static final Usage USAGE =
      new Usage(new Bytes(561_152), new Bytes(36_864), 12_129_887, 1);

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

  private Watched watched(String gwid, UsageSource usage, String... urls) throws IOException {
    var log = bench.log().resolveSibling(gwid);
    var stats = List.of(urls).stream().map(Endpoint::parseStats).toList();
    return new Watched(gwid, 7, log, () -> {}, usage, new Bytes(315_621_376), List.of(), stats);
  }

  private static long second(String message) {
    return Json.statsSample(message).timestamp();
  }

  @Test
  void a_sample_has_exactly_the_six_members() throws Exception {
    try (var telemetry = bench.start();
        var out = bench.subscribe("c-stats?x=%20")) {
      telemetry.watch(watched("7-1", () -> Optional.of(USAGE), bench.url("c-stats?x=%20")));
      assertThat(out.nextText())
          .matches(
              "\\{\"timestamp\":\\d{10},\"memory_usage\":561152,\"memory_limit\":315621376,"
                  + "\"memory_cache\":36864,\"cpu_usage\":12129887,\"pids_current\":1}");
    }
  }

  @Test
  void every_two_seconds_there_is_one_and_no_second_comes_twice() throws Exception {
    try (var telemetry = bench.start();
        var out = bench.subscribe("c-stats")) {
      telemetry.watch(watched("7-1", () -> Optional.of(USAGE), bench.url("c-stats")));
      var seconds = out.next(4).stream().map(TelemetryStatsIT::second).toList();
      for (int i = 1; i < seconds.size(); i++) {
        assertThat(seconds.get(i) - seconds.get(i - 1)).isEqualTo(2);
      }
      Workbench.await("the platform", () -> bench.stream("coredeck:stats:7-1").size() >= 4);
      var entry = bench.stream("coredeck:stats:7-1").getFirst();
      assertThat(entry)
          .containsOnlyKeys(
              "id",
              "timestamp",
              "memory_usage",
              "memory_limit",
              "memory_cache",
              "cpu_usage",
              "pids_current")
          .containsEntry("timestamp", seconds.getFirst().toString())
          .containsEntry("cpu_usage", "12129887");
    }
  }

  @Test
  void no_second_comes_twice_over_restarts_of_the_agent_either() throws Exception {
    try (var out = bench.subscribe("c-stats")) {
      var seconds = new ArrayList<Long>();
      for (int life = 0; life < 3; life++) {
        try (var telemetry = bench.start()) {
          telemetry.watch(watched("7-1", () -> Optional.of(USAGE), bench.url("c-stats")));
          seconds.add(second(out.nextText()));
        }
      }
      assertThat(new HashSet<>(seconds)).hasSize(3);
    }
  }

  @Test
  void of_two_containers_on_one_channel_only_one_has_the_second() {
    try (var links =
        new io.coredeck.node.telemetry.redis.Links(
            1, java.util.Optional.empty(), Loopback.REACH, () -> {})) {
      var sweep = new StatsSweep(links, 1000);
      var config = TelemetryConfig.of(dir, "");
      sweep.add(watched("1-1", () -> Optional.of(USAGE), bench.url("c")), config);
      sweep.add(watched("2-1", () -> Optional.of(USAGE), bench.url("c")), config);
      Workbench.await("connected", () -> connected(links, sweep));
      sweep.sweep(1000); // the second of the start belongs to whoever was before
      sweep.sweep(1002);
      sweep.sweep(1002);
      sweep.sweep(1001); // the clock went back a little
      sweep.sweep(1004);
      sweep.sweep(500); // the clock was set back
      Workbench.await("three were sent", () -> delivered(sweep) == 3);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean connected(io.coredeck.node.telemetry.redis.Links links, StatsSweep sweep) {
    links.tend(System.nanoTime());
    return sweep.health("1-1").getFirst().trouble().isEmpty();
  }

  private static long delivered(StatsSweep sweep) {
    return sweep.health("1-1").getFirst().delivered() + sweep.health("2-1").getFirst().delivered();
  }

  @Test
  void a_container_that_does_not_run_has_no_samples_until_it_runs_again() throws Exception {
    var usage = new AtomicReference<>(Optional.of(USAGE));
    try (var telemetry = bench.start();
        var out = bench.subscribe("c-stats")) {
      telemetry.watch(watched("7-1", usage::get, bench.url("c-stats")));
      telemetry.watch(watched("8-1", () -> Optional.of(USAGE), bench.url("other")));
      out.nextText();
      usage.set(Optional.empty());
      var before = telemetry.health("8-1").getLast().delivered();
      Workbench.await(
          "two sweeps", () -> telemetry.health("8-1").getLast().delivered() >= before + 2);
      assertThat(out.rest().size()).isLessThan(2);
      usage.set(Optional.of(USAGE));
      assertThat(out.nextText()).contains("\"timestamp\"");
    }
  }

  @Test
  void a_source_that_fails_does_not_stop_the_others() throws Exception {
    try (var telemetry = bench.start();
        var out = bench.subscribe("c-stats")) {
      UsageSource broken =
          () -> {
            throw new IOException("no such cgroup");
          };
      telemetry.watch(watched("6-1", broken, bench.url("c-broken")));
      telemetry.watch(watched("7-1", () -> Optional.of(USAGE), bench.url("c-stats")));
      assertThat(out.next(2)).hasSize(2);
    }
  }

  @Test
  void samples_of_an_outage_are_dropped_and_counted_and_then_it_goes_on() throws Exception {
    try (var gate = new Gate(bench.redis().port());
        var telemetry = bench.start();
        var out = bench.subscribe("c-stats")) {
      telemetry.watch(watched("7-1", () -> Optional.of(USAGE), gate.url("c-stats")));
      out.nextText();
      gate.shut();
      Workbench.await("one is lost", () -> stats(telemetry).lost() > 0);
      gate.open();
      assertThat(out.nextText()).contains("\"timestamp\"");
      Workbench.await("it is counted", () -> stats(telemetry).delivered() >= 2);
      assertThat(stats(telemetry).trouble()).isEmpty();
    }
  }

  private static EndpointHealth stats(Telemetry telemetry) {
    return Workbench.health(telemetry, Kind.STATS);
  }

  @Test
  void the_load_of_the_node_is_the_sum_of_its_containers_and_names_the_busiest() throws Exception {
    var begun = System.nanoTime();
    UsageSource halfCore =
        () ->
            Optional.of(
                new Usage(Bytes.ofMiB(3), Bytes.ofMiB(1), (System.nanoTime() - begun) / 2, 1));
    UsageSource idle = () -> Optional.of(new Usage(Bytes.ofMiB(2), Bytes.ofMiB(1), 12_000, 1));
    try (var telemetry = bench.start()) {
      telemetry.reportNode("n1", () -> Bytes.ofMiB(700));
      telemetry.watch(watched("7-1", idle));
      telemetry.watch(watched("8-1", halfCore));
      Workbench.await("the platform", () -> bench.stream("coredeck:node:n1").size() >= 3);
      var entry = bench.stream("coredeck:node:n1").getLast();
      assertThat(entry)
          .containsEntry("memory", Long.toString(Bytes.ofMiB(5).count()))
          .containsEntry("disk", Long.toString(Bytes.ofMiB(700).count()))
          .containsEntry("containers", "2");
      assertThat(Long.parseLong(entry.get("cpu"))).isBetween(490L, 510L);
      assertThat(entry.get("busiest")).matches("8-1:(49\\d|50\\d|510) 7-1:0");
    }
  }
}
