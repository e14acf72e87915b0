package io.coredeck.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.Bytes;
import io.coredeck.node.telemetry.notice.EndpointHealth.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real conmon as writer: its format, its reopening, its end. In place of a container runtime
/// stands a script that starts a program with conmon's pipes.
class RealConmonIT {
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

  private void run(String program) throws Exception {
    var script = dir.resolve("program");
    Files.writeString(script, program);
    var runtime = dir.resolve("runtime");
    Files.writeString(
        runtime,
        """
        #!/bin/bash
        while [ $# -gt 0 ]; do case $1 in --pid-file) pid=$2; shift;; esac; shift; done
        bash %s &
        echo -n $! > $pid
        """
            .formatted(script));
    Files.setPosixFilePermissions(runtime, PosixFilePermissions.fromString("rwx------"));
    var bundle = Files.createDirectories(dir.resolve("bundle"));
    var exits = Files.createDirectories(dir.resolve("exits"));
    var conmon =
        new ProcessBuilder(
                "conmon",
                "--api-version=1",
                "--cid=telemetry",
                "--cuuid=telemetry",
                "--name=telemetry",
                "--runtime=" + runtime,
                "--bundle=" + bundle,
                "--container-pidfile=" + bundle.resolve("pid"),
                "--conmon-pidfile=" + bundle.resolve("conmon.pid"),
                "--exit-dir=" + exits,
                "--full-attach",
                "--log-path=k8s-file:" + bench.log())
            .directory(bundle.toFile())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("conmon.out").toFile())
            .start();
    assertThat(conmon.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(conmon.exitValue()).isZero();
  }

  private void awaitEnd() {
    Workbench.await("the program ends", () -> Files.exists(dir.resolve("exits/telemetry")));
  }

  private Watched watched(AtomicInteger reopened) throws Exception {
    return new Watched(
        Workbench.GWID,
        7,
        bench.log(),
        () -> {
          reopened.incrementAndGet();
          Files.writeString(dir.resolve("bundle/ctl"), "2 0 0\n", StandardOpenOption.WRITE);
        },
        Optional::empty,
        Bytes.ofMiB(1024),
        List.of(Watched.Output.parse(bench.url("c-out"), bench.url("c-err"))),
        List.of());
  }

  @Test
  void all_it_writes_is_understood() throws Exception {
    try (var telemetry = bench.start();
        var out = bench.subscribe("c-out");
        var err = bench.subscribe("c-err")) {
      telemetry.watch(watched(new AtomicInteger()));
      run(
          """
          echo hello
          echo oh >&2
          head -c 20000 /dev/zero | tr '\\0' a; echo
          printf 'nul\\0 and \\377\\r\\n\\n'
          printf 'unfinished'
          printf 'and here' >&2
          exit 3
          """);
      awaitEnd();
      telemetry.ended(Workbench.GWID);
      assertThat(out.nextText()).isEqualTo("hello\n");
      assertThat(String.join("", out.next(5))).isEqualTo("a".repeat(20_000) + "\n");
      assertThat(out.next())
          .containsExactly('n', 'u', 'l', 0, ' ', 'a', 'n', 'd', ' ', 0xff, '\r', '\n');
      assertThat(out.next(2)).containsExactly("\n", "unfinished");
      assertThat(err.next(2)).containsExactly("oh\n", "and here");
    }
  }

  @Test
  void a_question_is_seen_before_its_line_ends_and_published_as_a_whole_line() throws Exception {
    var open = UnfinishedLines.key(Workbench.GWID);
    var answer = dir.resolve("answer");
    try (var telemetry = bench.start();
        var out = bench.subscribe("c-out")) {
      telemetry.watch(watched(new AtomicInteger()));
      run(
          """
          echo hello
          printf 'Continue? '
          until [ -e %s ]; do sleep 0.05; done
          echo yes
          """
              .formatted(answer));
      Workbench.await("the question is shown", () -> !bench.stream(open).isEmpty());
      assertThat(bench.stream(open).getFirst())
          .containsOnlyKeys("id", "n", "stdout", "stderr")
          .containsEntry("n", "1")
          .containsEntry("stdout", "Continue? ")
          .containsEntry("stderr", "");
      assertThat(bench.secondsLeft(open)).isBetween(1L, UnfinishedLines.KEPT.toSeconds());
      assertThat(bench.platformLines()).containsExactly("hello\n");
      Files.createFile(answer);
      assertThat(out.next(2)).containsExactly("hello\n", "Continue? yes\n");
      Workbench.await(
          "it is taken away", () -> "".equals(bench.stream(open).getLast().get("stdout")));
      assertThat(bench.platformLines()).containsExactly("hello\n", "Continue? yes\n");
      var _ = telemetry.unwatch(Workbench.GWID, Telemetry.Keep.NOTHING);
      Workbench.await("nothing is left", () -> bench.stream(open).isEmpty());
    }
  }

  @Test
  void no_line_is_lost_while_its_file_is_set_aside_again_and_again() throws Exception {
    var count = 300_000;
    var reopened = new AtomicInteger();
    try (var telemetry = bench.start();
        var out = bench.subscribe("c-out")) {
      telemetry.watch(watched(reopened));
      run(
          """
          for ((i = 0; i < 10; i++)); do
            seq $((i * 30000)) $((i * 30000 + 29999)) | sed 's/^/line /'
            sleep 0.1
          done
          """);
      assertThat(out.next(count))
          .isEqualTo(IntStream.range(0, count).mapToObj(i -> "line " + i + "\n").toList());
      awaitEnd();
      Workbench.await(
          "the platform",
          () -> Workbench.health(telemetry, Kind.PLATFORM_LOGS).delivered() == count);
      assertThat(telemetry.unwatch(Workbench.GWID, Telemetry.Keep.NOTHING))
          .allSatisfy(health -> assertThat(health.lost()).isZero());
      assertThat(reopened.get()).isGreaterThan(3);
    }
  }
}
