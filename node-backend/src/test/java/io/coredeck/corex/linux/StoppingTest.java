package io.coredeck.corex.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.coredeck.corex.linux.system.ProcStat;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Launch;
import io.coredeck.corex.plan.Plan;
import io.coredeck.corex.plan.Restart;
import io.coredeck.corex.plan.Signals;
import io.coredeck.corex.plan.Stop;
import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.process.Processes;
import io.coredeck.corex.run.ExitStatus;
import io.coredeck.corex.run.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is promised of stopping and starting again, with real programs and what they have started.
@Timeout(60)
class StoppingTest {
  private static final Duration LONG = Duration.ofSeconds(50);

  private final Processes processes =
      new Processes(new LinuxTerminals(Map.of("PATH", "/usr/bin:/bin"), Path.of("/")));

  @AfterEach
  void close() {
    processes.close();
  }

  private static Plan plan(boolean terminal, Restart restart, Duration grace, String... argv) {
    var launch = new Launch(List.of(argv), Map.of(), Optional.empty(), Optional.empty(), terminal);
    return new Plan(
        "",
        "",
        "",
        launch,
        restart,
        new Stop(Signals.TERM, grace),
        List.of(),
        Set.of(),
        OptionalInt.empty());
  }

  private ManagedProcess start(boolean terminal, Duration grace, String... argv) throws Exception {
    return processes.start(plan(terminal, Restart.NEVER, grace, argv), WindowSize.DEFAULT);
  }

  private static void awaitPrinted(ManagedProcess process, String wanted) throws Exception {
    while (!new String(process.log(), StandardCharsets.UTF_8).contains(wanted)) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private static long left(long session) {
    return ProcStat.all().stream()
        .filter(process -> process.session() == session && !process.zombie())
        .count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sh -i", "bash --norc", "dash", "busybox ash"})
  void a_shell_that_ignores_the_signal_is_told_that_its_terminal_is_gone(String shell)
      throws Exception {
    var argv = shell.split(" ", -1);
    assumeTrue(Files.isExecutable(Path.of("/bin", argv[0])), "there is no " + argv[0]);
    var process = start(true, Stop.GRACE_LIMIT, argv);
    awaitPrinted(process, "# ");
    assertThat(process.stopAll()).isTrue();
    process.end().get(40, TimeUnit.SECONDS);
    assertThat(process.info().state()).isEqualTo(State.STOPPED);
    assertThat(process.info().exit()).isEqualTo(ExitStatus.killedBy(Signals.HUP));
  }

  /// None of them is a shell that talks to a person: it would be gone by SIGHUP at once.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sh -c trap '' TERM",
        "sh -c trap '' TERM TSTP QUIT",
        "dash -c set -m; trap '' TERM",
        "bash -c set -m; trap '' TERM"
      })
  void a_program_that_shuts_out_the_signal_has_its_whole_grace(String begins) throws Exception {
    var words = begins.split(" ", 3);
    var program = words[2] + "; echo ready; while :; do sleep 0.05; done";
    var process = start(true, Duration.ofMillis(400), words[0], words[1], program);
    awaitPrinted(process, "ready");
    assertThat(process.stopAll()).isTrue();
    assertThat(process.end().get()).isEqualTo(ExitStatus.killedBy(Signals.KILL));
  }

  @Test
  void a_program_that_needs_a_while_to_end_has_its_grace() throws Exception {
    var process =
        start(true, LONG, "sh", "-c", "trap 'sleep 2; exit 7' TERM; echo ready; sleep 60 & wait");
    awaitPrinted(process, "ready");
    assertThat(process.stopAll()).isTrue();
    process.end().get(40, TimeUnit.SECONDS);
    assertThat(process.info().exit()).isEqualTo(ExitStatus.returned(7));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void what_a_program_has_started_is_stopped_with_it(boolean terminal) throws Exception {
    var process =
        start(terminal, LONG, "sh", "-c", "sleep 300 & sleep 300 & echo ready; sleep 300; exit 1");
    awaitPrinted(process, "ready");
    var session = process.info().pid();
    assertThat(process.stopAll()).isTrue();
    assertThat(process.stopAll()).isFalse();
    assertThat(process.end().get()).isEqualTo(ExitStatus.killedBy(Signals.TERM));
    assertThat(left(session)).isZero();
  }

  @Test
  void jobs_of_a_shell_in_groups_of_their_own_are_stopped_too() throws Exception {
    var process =
        start(true, LONG, "bash", "-c", "set -m; (trap '' HUP; sleep 300) & echo ready; wait");
    awaitPrinted(process, "ready");
    var session = process.info().pid();
    process.stopAll();
    process.end().get();
    assertThat(left(session)).isZero();
  }

  @Test
  void who_ignores_the_signal_is_killed_after_the_grace_jobs_and_all() throws Exception {
    var process =
        start(
            true,
            Duration.ofMillis(200),
            "bash",
            "-c",
            "trap '' TERM HUP; set -m; (while :; do sleep 300; done) & echo ready; while :; do wait; done");
    awaitPrinted(process, "ready");
    var session = process.info().pid();
    process.stopAll();
    assertThat(process.info().state()).isEqualTo(State.STOPPING);
    assertThat(process.end().get()).isEqualTo(ExitStatus.killedBy(Signals.KILL));
    assertThat(left(session)).isZero();
  }

  @Test
  void the_stop_of_the_original_tells_the_program_alone() throws Exception {
    var process =
        start(
            false,
            LONG,
            "sh",
            "-c",
            "trap '' HUP; (trap '' TERM; sleep 300) & echo ready; exec sleep 300");
    awaitPrinted(process, "ready");
    var session = process.info().pid();
    process.stop();
    assertThat(process.end().get()).isEqualTo(ExitStatus.killedBy(Signals.TERM));
    assertThat(left(session)).isPositive();
    assertThat(Session.signal((int) session, Signals.KILL)).isPositive();
  }

  @Test
  void a_signal_to_the_group_reaches_children() throws Exception {
    var process =
        start(
            false,
            LONG,
            "sh",
            "-c",
            "trap 'echo main' USR1; (trap 'echo child' USR1; echo ready; while :; do sleep 0.05; done) & while :; do wait; done");
    awaitPrinted(process, "ready");
    assertThat(process.killAll(Signals.number("USR1"))).isTrue();
    awaitPrinted(process, "main");
    awaitPrinted(process, "child");
    assertThat(process.info().state()).isEqualTo(State.RUNNING);
    process.killAll(Signals.KILL);
    process.end().get();
  }

  @Test
  void a_program_that_fails_is_started_again_on_the_same_terminal() throws Exception {
    var process =
        processes.start(
            plan(
                true,
                new Restart(Restart.Policy.ON_FAILURE, 1),
                LONG,
                "sh",
                "-c",
                "echo run $$; exit 7"),
            WindowSize.DEFAULT);
    assertThat(process.end().get()).isEqualTo(ExitStatus.returned(7));
    var info = process.info();
    assertThat(info.runs().restarts()).isEqualTo(1);
    assertThat(info.runs().gaveUp()).isTrue();
    assertThat(info.state()).isEqualTo(State.STOPPED);
    assertThat(new String(process.log(), StandardCharsets.UTF_8))
        .containsPattern(
            "run \\d+\r\n.*\\[ended with status 7, started again].*\r\nrun " + info.pid());
  }

  @Test
  void closing_ends_everything_in_time() throws Exception {
    var stubborn =
        start(
            true,
            LONG,
            "bash",
            "-c",
            "trap '' TERM HUP; (sleep 300) & echo ready; while :; do wait; done");
    var willing = start(false, LONG, "sleep", "300");
    awaitPrinted(stubborn, "ready");
    var session = stubborn.info().pid();
    processes.stopWithin(Duration.ofSeconds(1));
    processes.close();
    assertThat(willing.info().exit()).isEqualTo(ExitStatus.killedBy(Signals.TERM));
    assertThat(stubborn.info().exit()).isEqualTo(ExitStatus.killedBy(Signals.KILL));
    assertThat(left(session)).isZero();
  }
}
