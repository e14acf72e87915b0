package io.coredeck.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.node.telemetry.notice.EndpointHealth.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What becomes of lines when the agent is restarted.
@Execution(ExecutionMode.CONCURRENT) // it waits most of the time
class TelemetryRestartIT {
  /// Closing gives up after seconds; the rest is for what else this machine does meanwhile.
  private static final Duration CLOSED_BY = Duration.ofSeconds(30);

  private static final int KILLS = 5;
  private static final int LINES_A_LIFE = 20_000;

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

  @Test
  void an_agent_that_was_closed_goes_on_where_it_stopped_and_repeats_nothing() throws Exception {
    try (var conmon = bench.conmon();
        var out = bench.subscribe("c-out")) {
      for (int life = 0; life < 3; life++) {
        try (var telemetry = bench.start()) {
          telemetry.watch(bench.watched(conmon, bench.url("c-out"), ""));
          for (int i = life * 10_000; i < life * 10_000 + 5_000; i++) {
            conmon.line("stdout", "line " + i);
          }
        } // closed in the middle of the flow
        for (int i = life * 10_000 + 5_000; i < (life + 1) * 10_000; i++) {
          conmon.line("stdout", "line " + i);
        }
      }
      try (var telemetry = bench.start()) {
        telemetry.watch(bench.watched(conmon, bench.url("c-out"), ""));
        assertThat(out.next(30_000)).isEqualTo(lines(0, 30_000));
        Workbench.await(
            "the platform",
            () -> Workbench.health(telemetry, Kind.PLATFORM_LOGS).delivered() == 30_000);
        assertThat(bench.platformLines()).isEqualTo(lines(0, 30_000));
        assertThat(Workbench.health(telemetry, Kind.STDOUT).delivered()).isEqualTo(30_000);
        assertThat(Workbench.health(telemetry, Kind.STDOUT).lost()).isZero();
      }
      assertThat(out.rest()).isEmpty();
    }
  }

  @Test
  void an_agent_killed_again_and_again_loses_no_line() throws Exception {
    try (var conmon = bench.conmon();
        var out = bench.subscribe("c-out")) {
      var received = new ArrayList<String>();
      var reopen = conmon.file().resolveSibling("reopen");
      for (int life = 0; life < KILLS; life++) {
        var agent = child(conmon);
        try {
          for (int i = life * LINES_A_LIFE; i < (life + 1) * LINES_A_LIFE; i++) {
            conmon.line("stdout", "line " + i);
            if (i % 1000 == 0 && Files.deleteIfExists(reopen)) {
              conmon.reopen();
            }
          }
          received.addAll(out.next(LINES_A_LIFE / 2)); // so it is in the middle of its work
        } finally {
          agent.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
      }
      var count = KILLS * LINES_A_LIFE;
      conmon.line("stdout", "line " + count);
      try (var telemetry = bench.start()) {
        telemetry.watch(bench.watched(conmon, bench.url("c-out"), ""));
        while (!received.getLast().equals("line " + count + "\n")) {
          received.add(out.nextText());
        }
        Workbench.await(
            "the platform",
            () -> Workbench.health(telemetry, Kind.PLATFORM_LOGS).delivered() >= count + 1);
      }
      assertThat(new LinkedHashSet<>(received)).containsExactlyElementsOf(lines(0, count + 1));
      assertThat(bench.platformLines()).isEqualTo(lines(0, count + 1));
      System.out.println(
          "killed %d times: %d lines, %d of them published twice"
              .formatted(KILLS, count, received.size() - count - 1));
    }
  }

  private Process child(FakeConmon conmon) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var log = dir.resolve("child.log").toFile();
    return new ProcessBuilder(
            java,
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            TelemetryChild.class.getName(),
            bench.stateDir().toString(),
            conmon.file().toString(),
            bench.redis().uri(),
            bench.url("c-out"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
        .start();
  }

  @Test
  void closing_takes_a_bounded_time_though_a_server_hangs() throws Exception {
    try (var conmon = bench.conmon();
        var gate = new Gate(bench.redis().port())) {
      var telemetry = bench.start();
      telemetry.watch(bench.watched(conmon, gate.url("c-out"), ""));
      gate.shut();
      conmon.line("stdout", "line 0");
      var begun = System.nanoTime();
      telemetry.close();
      telemetry.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(CLOSED_BY);
    }
  }

  @Test
  void a_log_whose_memory_was_lost_is_shipped_anew_from_its_start() throws Exception {
    try (var conmon = bench.conmon();
        var out = bench.subscribe("c-out")) {
      conmon.line("stdout", "line 0");
      try (var telemetry = bench.start()) {
        telemetry.watch(bench.watched(conmon, bench.url("c-out"), ""));
        assertThat(out.nextText()).isEqualTo("line 0\n");
      }
      Files.writeString(bench.stateDir().resolve("7-1.log"), "nonsense");
      conmon.line("stdout", "line 1");
      try (var telemetry = bench.start()) {
        telemetry.watch(bench.watched(conmon, bench.url("c-out"), ""));
        assertThat(out.next(2)).isEqualTo(lines(0, 2));
        Workbench.await("the platform", () -> bench.platformLines().equals(lines(0, 2)));
      }
    }
  }
}
