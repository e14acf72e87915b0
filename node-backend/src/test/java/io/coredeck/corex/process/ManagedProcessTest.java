package io.coredeck.corex.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.corex.output.Attachment;
import io.coredeck.corex.output.Memory;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.run.ExitStatus;
import io.coredeck.corex.run.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is promised about one process and its viewers.
@Timeout(20)
class ManagedProcessTest {
  private final FakeTerminals terminals = new FakeTerminals();
  private final Processes processes =
      new Processes(terminals, Duration.ofMillis(50), Memory.History.usual());

  @AfterEach
  void close() {
    processes.list().forEach(process -> process.kill(9));
    processes.close();
  }

  private ManagedProcess start(String... argv) throws Exception {
    return processes.start(List.of(argv), WindowSize.DEFAULT);
  }

  /// The screen is read by another thread, and a process that is far ahead of it waits.
  private static void awaitGoesOn(FakeTerminals.Terminal terminal) {
    while (terminal.isPaused()) {
      Thread.onSpinWait();
    }
  }

  private static void awaitAllPrinted(FakeTerminals.Terminal terminal) {
    while (!terminal.hasPrintedAll()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void it_runs_and_ends() throws Exception {
    var process = start("puppet");
    assertThat(process.info().state()).isEqualTo(State.RUNNING);
    assertThat(process.info().pid()).isPositive();
    terminals.next().exit(ExitStatus.returned(3));
    assertThat(process.info().state()).isEqualTo(State.STOPPED);
    assertThat(process.info().exit()).isEqualTo(ExitStatus.returned(3));
    assertThat(process.info().ended()).isPresent();
  }

  @Test
  void what_cannot_be_executed_is_crashed_with_status_1_and_the_reason() throws Exception {
    var info = start("missing", "x").info();
    assertThat(info.state()).isEqualTo(State.CRASHED);
    assertThat(info.exit()).isEqualTo(ExitStatus.returned(1));
    assertThat(info.error()).contains("No such file or directory");
    assertThat(info.pid()).isZero();
  }

  @Test
  void stop_answers_at_once_and_a_second_stop_says_no() throws Exception {
    var process = start("puppet");
    var terminal = terminals.next();
    terminal.ignoreSignals();
    assertThat(process.stop()).isTrue();
    assertThat(process.info().state()).isEqualTo(State.STOPPING);
    assertThat(process.stop()).isFalse();
    assertThat(terminal.lastSignal()).isEqualTo(15);
  }

  @Test
  void a_kill_while_stopping_is_delivered() throws Exception {
    var process = start("puppet");
    terminals.next().ignoreSignals();
    process.stop();
    assertThat(process.kill(9)).isTrue();
    assertThat(process.info().state()).isEqualTo(State.STOPPED);
    assertThat(process.info().exit()).isEqualTo(ExitStatus.killedBy(9));
    assertThat(process.kill(9)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 12, 17, 18, 19, 20, 21, 22, 23, 28, 34, 64})
  void a_harmless_signal_leaves_it_running(int signal) throws Exception {
    var process = start("puppet");
    terminals.next().ignoreSignals();
    assertThat(process.kill(signal)).isTrue();
    assertThat(process.info().state()).isEqualTo(State.RUNNING);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65, 1000})
  void there_is_no_such_signal(int signal) throws Exception {
    var process = start("puppet");
    assertThatThrownBy(() -> process.kill(signal)).hasMessageContaining("must be 0 to 64");
  }

  @Test
  void output_is_kept_when_nobody_looks() throws Exception {
    var process = start("puppet");
    var terminal = terminals.next();
    terminal.print("a".repeat(100_000) + "b".repeat(16_384));
    awaitGoesOn(terminal);
    assertThat(new String(process.log(), StandardCharsets.UTF_8)).isEqualTo("b".repeat(16_384));
  }

  @Test
  void a_viewer_sees_what_was_then_what_comes_without_gap_or_repetition() throws Exception {
    var process = start("puppet");
    var terminal = terminals.next();
    terminal.print("before ");
    var screen = new FastViewer(process);
    assertThat(screen.text).hasToString("before ");
    terminal.print("meanwhile ");
    assertThat(screen.text).hasToString("before ");
    screen.live();
    terminal.print("after");
    assertThat(screen.text).hasToString("before meanwhile after");
    assertThat(screen.skipped).isZero();
  }

  @Test
  void a_replay_is_exactly_the_last_bytes() throws Exception {
    var process = start("puppet");
    terminals.next().print("x".repeat(4116) + "y".repeat(16_384));
    assertThat(new FastViewer(process).text).hasToString("y".repeat(16_384));
  }

  @Test
  void a_viewer_that_comes_back_goes_on_where_it_was() throws Exception {
    var process = start("puppet");
    terminals.next().print("0123456789");
    var back = new FastViewer(process, new Attachment.Beginning.GoOn(7)).live();
    assertThat(back.text).hasToString("789");
    assertThat(back.screens).isZero();
    var lost = new FastViewer(process, new Attachment.Beginning.GoOn(70)).live();
    assertThat(lost.shown).contains("0123456789");
    assertThat(lost.text).isEmpty();
    assertThat(lost.screens).isEqualTo(1);
  }

  @Test
  void the_only_viewer_slows_the_process_down_and_misses_nothing() throws Exception {
    var process = start("puppet");
    var terminal = terminals.next();
    var screen = new FastViewer(process).live();
    screen.fallAsleep();
    terminal.print("x".repeat(40_000));
    assertThat(terminal.isPaused()).isTrue();
    terminal.print("y".repeat(40_000));
    screen.wakeUp();
    awaitAllPrinted(terminal);
    assertThat(screen.text).hasToString("x".repeat(40_000) + "y".repeat(40_000));
    assertThat(screen.skipped).isZero();
  }

  @Test
  void a_viewer_that_takes_nothing_holds_up_nobody_for_long() throws Exception {
    var process = start("puppet");
    var terminal = terminals.next();
    var screen = new FastViewer(process).live();
    screen.fallAsleep();
    terminal.print("x".repeat(40_000));
    awaitGoesOn(terminal);
    terminal.print("y".repeat(200_000));
    awaitAllPrinted(terminal);
    screen.wakeUp();
    assertThat(screen.text).hasToString("y".repeat(16_384));
    assertThat(screen.skipped).isEqualTo(240_000 - 16_384);
  }

  @Test
  void a_slow_viewer_does_not_slow_down_a_fast_one() throws Exception {
    var process = start("puppet");
    var terminal = terminals.next();
    var fast = new FastViewer(process).live();
    var slow = new FastViewer(process).live();
    slow.fallAsleep();
    for (var i = 0; i < 10; i++) {
      terminal.print("z".repeat(30_000));
      awaitAllPrinted(terminal);
    }
    assertThat(fast.text).hasSize(300_000);
    slow.wakeUp();
    assertThat(slow.text).hasSize(16_384);
  }

  @Test
  void a_process_paused_for_a_viewer_goes_on_when_that_leaves() throws Exception {
    var process = start("puppet");
    var terminal = terminals.next();
    var screen = new FastViewer(process).live();
    screen.fallAsleep();
    terminal.print("x".repeat(40_000));
    process.detach(screen.attachment);
    assertThat(terminal.isPaused()).isFalse();
    assertThat(process.info().viewers()).isZero();
  }

  @Test
  void the_end_is_told_once_after_all_output() throws Exception {
    var process = start("puppet");
    var terminal = terminals.next();
    var screen = new FastViewer(process).live();
    screen.fallAsleep();
    terminal.print("last words");
    terminal.exit(ExitStatus.returned(0));
    screen.wakeUp();
    assertThat(screen.text).hasToString("last words");
    assertThat(screen.ended).isTrue();
    var late = new FastViewer(process).live();
    assertThat(late.text).hasToString("last words");
    assertThat(late.ended).isTrue();
  }

  @Test
  void input_and_size_reach_the_terminal() throws Exception {
    var process = start("echo");
    var terminal = terminals.next();
    process.write("ls\n".getBytes(StandardCharsets.UTF_8), () -> {});
    process.resize(new WindowSize(120, 40));
    assertThat(terminal.typed()).isEqualTo("ls\n");
    assertThat(terminal.size()).isEqualTo(new WindowSize(120, 40));
    assertThat(process.info().size()).isEqualTo(new WindowSize(120, 40));
  }
}
