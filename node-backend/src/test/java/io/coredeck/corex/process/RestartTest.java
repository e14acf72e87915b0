package io.coredeck.corex.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.output.Attachment;
import io.coredeck.corex.output.Memory;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Launch;
import io.coredeck.corex.plan.Plan;
import io.coredeck.corex.plan.Restart;
import io.coredeck.corex.plan.Signals;
import io.coredeck.corex.plan.Stop;
import io.coredeck.corex.run.ExitStatus;
import io.coredeck.corex.run.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is promised of a process that is started more than once.
@Timeout(20)
class RestartTest {
  private final FakeTerminals terminals = new FakeTerminals();
  private final Processes processes =
      new Processes(terminals, Duration.ofMillis(50), Memory.History.usual());

  @AfterEach
  void close() {
    processes.close();
  }

  private ManagedProcess start(Restart.Policy policy, int attempts, String... argv)
      throws Exception {
    return processes.start(
        new Plan(
            "",
            "",
            "",
            Launch.of(List.of(argv)),
            new Restart(policy, attempts),
            new Stop(Signals.TERM, Duration.ofMillis(100)),
            List.of(),
            Set.of(),
            OptionalInt.empty()),
        WindowSize.DEFAULT);
  }

  private static String log(ManagedProcess process) {
    return new String(process.log(), StandardCharsets.UTF_8);
  }

  private static void awaitState(ManagedProcess process, State wanted) {
    while (process.info().state() != wanted) {
      Thread.onSpinWait();
    }
  }

  @Test
  void it_keeps_its_id_and_gets_a_new_pid() throws Exception {
    var process = start(Restart.Policy.ALWAYS, 5, "puppet");
    var before = process.info();
    terminals.next().exit(ExitStatus.returned(0));
    assertThat(process.info().state()).isEqualTo(State.STARTING);
    assertThat(process.info().runs().restartAt()).isPresent();
    terminals.next();
    awaitState(process, State.RUNNING);
    assertThat(process.info().id()).isEqualTo(before.id());
    assertThat(process.info().pid()).isGreaterThan(before.pid());
    assertThat(process.info().started()).isAfter(before.started());
    assertThat(process.info().created()).isEqualTo(before.created());
    assertThat(process.info().runs().restarts()).isEqualTo(1);
    assertThat(process.info().exit()).isEqualTo(ExitStatus.returned(0));
  }

  @Test
  void viewers_stay_and_see_what_has_happened() throws Exception {
    var process = start(Restart.Policy.ON_FAILURE, 5, "puppet");
    Attachment.Viewer sleeper = () -> {};
    var viewer = process.attach(sleeper, new Attachment.Beginning.Replay(65_536));
    viewer.goLive();
    var first = terminals.next();
    first.print("one");
    first.exit(ExitStatus.killedBy(11));
    var second = terminals.next();
    second.print("two");
    second.exit(ExitStatus.returned(0));
    var seen = new StringBuilder();
    for (var step = viewer.next(0); !(step instanceof Attachment.Ended); step = viewer.next(0)) {
      if (step instanceof Attachment.Output(var bytes)) {
        seen.append(new String(bytes, StandardCharsets.UTF_8));
      }
    }
    assertThat(seen)
        .contains("one")
        .contains("\u001b[2m[ended by signal 11, started again]\u001b[0m\r\ntwo");
  }

  @Test
  void a_stop_during_the_pause_ends_it() throws Exception {
    var process = start(Restart.Policy.ALWAYS, 5, "puppet");
    terminals.next().exit(ExitStatus.returned(3));
    assertThat(process.stop()).isTrue();
    assertThat(process.info().state()).isEqualTo(State.STOPPED);
    assertThat(process.info().exit()).isEqualTo(ExitStatus.returned(3));
    assertThat(process.info().runs().restartAt()).isEmpty();
    assertThat(process.end()).isCompleted();
    assertThat(process.stop()).isFalse();
  }

  @Test
  void who_was_stopped_is_not_started_again() throws Exception {
    var process = start(Restart.Policy.ALWAYS, 5, "puppet");
    process.stopAll();
    assertThat(process.info().state()).isEqualTo(State.STOPPED);
    assertThat(process.end()).isCompleted();
  }

  @Test
  void what_cannot_be_executed_is_tried_again_too() throws Exception {
    var process = start(Restart.Policy.ON_FAILURE, 1, "missing");
    awaitState(process, State.CRASHED);
    assertThat(process.info().runs().restarts()).isEqualTo(1);
    assertThat(process.info().runs().gaveUp()).isTrue();
    assertThat(process.info().error()).contains("No such file or directory");
    assertThat(log(process)).contains("[No such file or directory, started again]");
  }

  @Test
  void an_ended_one_can_be_started_again_one_that_runs_cannot() throws Exception {
    var process = start(Restart.Policy.NEVER, 0, "puppet");
    assertThat(process.start()).isFalse();
    terminals.next().exit(ExitStatus.returned(0));
    assertThat(process.start()).isTrue();
    assertThat(process.info().state()).isEqualTo(State.RUNNING);
    terminals.next().print("again");
    assertThat(log(process)).endsWith("again");
    assertThat(process.end()).isNotCompleted();
  }

  @Test
  void a_restart_ends_the_program_first() throws Exception {
    var process = start(Restart.Policy.NEVER, 0, "puppet");
    var first = terminals.next();
    first.ignoreSignals();
    process.restart();
    assertThat(process.info().state()).isEqualTo(State.STOPPING);
    terminals.next(); // the first one was killed after its grace
    awaitState(process, State.RUNNING);
    assertThat(first.lastSignal()).isEqualTo(Signals.KILL);
    assertThat(process.info().runs().restarts()).isZero();
  }

  @Test
  void a_stop_takes_back_a_restart() throws Exception {
    var process = start(Restart.Policy.ALWAYS, 9, "puppet");
    var first = terminals.next();
    first.ignoreSignals();
    process.restart();
    assertThat(process.stopAll()).isTrue();
    first.exit(ExitStatus.returned(0));
    assertThat(process.info().state()).isEqualTo(State.STOPPED);
  }

  @Test
  void a_signal_that_is_not_for_stopping_changes_no_plans() throws Exception {
    var process = start(Restart.Policy.ON_FAILURE, 9, "puppet");
    var first = terminals.next();
    first.ignoreSignals();
    process.killAll(Signals.HUP);
    assertThat(process.info().state()).isEqualTo(State.RUNNING);
    first.exit(ExitStatus.killedBy(Signals.HUP));
    assertThat(process.info().state()).isEqualTo(State.STARTING);
  }

  @Test
  void closing_starts_nothing_more() throws Exception {
    var pausing = start(Restart.Policy.ALWAYS, 9, "puppet");
    terminals.next().exit(ExitStatus.returned(1));
    var running = start(Restart.Policy.ALWAYS, 9, "puppet");
    processes.close();
    assertThat(pausing.info().state()).isEqualTo(State.STOPPED);
    assertThat(running.info().state()).isEqualTo(State.STOPPED);
    assertThat(running.start()).isFalse();
  }
}
