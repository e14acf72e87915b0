package io.coredeck.corex.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.corex.output.Attachment;
import io.coredeck.corex.output.Memory;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.run.ExitStatus;
import io.coredeck.corex.run.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is promised about all processes together.
@Timeout(20)
class ProcessesTest {
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

  private List<Long> ids() {
    return processes.list().stream().map(ManagedProcess::id).toList();
  }

  @Test
  void ids_begin_at_1_grow_and_are_never_used_again() throws Exception {
    start("print", "x", "0");
    start("print", "x", "0");
    processes.clean();
    start("puppet");
    assertThat(ids()).containsExactly(3L);
  }

  @Test
  void the_newest_comes_first() throws Exception {
    start("puppet");
    start("puppet");
    start("puppet");
    assertThat(ids()).containsExactly(3L, 2L, 1L);
  }

  @Test
  void clean_forgets_stopped_and_crashed_ones_alone() throws Exception {
    start("puppet");
    start("missing");
    start("print", "x", "1");
    var stopping = start("puppet");
    terminals.next();
    terminals.next();
    terminals.next().ignoreSignals();
    stopping.stop();
    processes.clean();
    assertThat(ids()).containsExactly(4L, 1L);
  }

  @Test
  void one_can_be_forgotten_once_it_has_ended() throws Exception {
    var running = start("puppet");
    assertThat(processes.forget(running)).isFalse();
    terminals.next().exit(ExitStatus.returned(0));
    assertThat(processes.forget(running)).isTrue();
    assertThat(processes.find(1)).isEmpty();
  }

  @Test
  void listeners_are_told_of_every_change() throws Exception {
    var told = new ArrayList<String>();
    processes.addListener(
        new Processes.Listener() {
          @Override
          public void changed(ManagedProcess process) {
            told.add(process.id() + " " + process.info().state().word());
          }

          @Override
          public void removed(Collection<Long> ids) {
            told.add("removed " + ids);
          }
        });
    start("puppet").stop();
    start("missing");
    processes.clean();
    assertThat(told).containsSubsequence("1 running", "1 stopped", "2 crashed", "removed [1, 2]");
  }

  @Test
  void closing_ends_the_stubborn_too() throws Exception {
    var stubborn = start("puppet");
    terminals.next().ignoreSignals();
    processes.close();
    assertThat(stubborn.info().state()).isEqualTo(State.STOPPED);
    assertThat(stubborn.info().exit()).isEqualTo(ExitStatus.killedBy(9));
  }

  @Test
  void too_many_running_ones_are_refused() throws Exception {
    for (var i = 0; i < Processes.RUNNING_LIMIT; i++) {
      start("puppet");
    }
    assertThatThrownBy(() -> start("puppet"))
        .isInstanceOf(Processes.TooManyException.class)
        .hasMessageContaining("512 processes run");
    terminals.next().exit(ExitStatus.returned(0));
    assertThat(start("puppet").info().state()).isEqualTo(State.RUNNING);
  }

  @Test
  void who_is_refused_stays_as_it_was_and_takes_no_room() throws Exception {
    var process = start("print", "x", "3");
    terminals.next();
    for (var i = 0; i < Processes.RUNNING_LIMIT; i++) {
      start("puppet");
    }
    for (var i = 0; i < 2; i++) {
      assertThatThrownBy(process::start).isInstanceOf(Processes.TooManyException.class);
      assertThat(process.info().exit()).isEqualTo(ExitStatus.returned(3));
    }
    terminals.next().exit(ExitStatus.returned(0));
    assertThat(process.start()).isTrue();
    assertThat(start("puppet").start()).isFalse();
    assertThatThrownBy(() -> start("puppet")).isInstanceOf(Processes.TooManyException.class);
  }

  @Test
  void only_the_newest_that_have_ended_are_kept_and_those_somebody_looks_at() throws Exception {
    var watched = start("print", "x", "0");
    var attached = watched.attach(() -> {}, new Attachment.Beginning.WithScreen());
    var oldest = start("print", "y", "0");
    var runs = start("puppet");
    for (var i = 0; i < EndedProcesses.LIMIT; i++) {
      start("print", "z", "0");
    }
    while (processes.find(oldest.id()).isPresent()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertThat(processes.list()).contains(watched, runs).hasSizeLessThan(EndedProcesses.LIMIT + 3);
    watched.detach(attached);
    start("print", "z", "0");
    while (processes.find(watched.id()).isPresent()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertThat(processes.find(runs.id())).isPresent();
  }

  @Test
  void one_that_ran_for_long_is_not_forgotten_when_it_ends() throws Exception {
    var first = start("puppet");
    var program = terminals.next();
    var oldest = start("print", "y", "0");
    for (var i = 0; i < EndedProcesses.LIMIT; i++) {
      start("print", "z", "0");
    }
    while (processes.find(oldest.id()).isPresent()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    var second = processes.list().getLast();
    assertThat(second).isSameAs(first);
    var next = processes.list().get(processes.list().size() - 2);
    program.exit(ExitStatus.returned(0));
    while (processes.find(next.id()).isPresent()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertThat(processes.find(first.id())).isPresent();
  }

  @Test
  void long_commands_of_ended_ones_are_bounded_all_together() throws Exception {
    var oldest = start("print", "x".repeat(3 << 20), "0");
    oldest.end().get();
    start("print", "x".repeat(2 << 20), "0");
    while (processes.find(oldest.id()).isPresent()) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertThat(processes.list()).hasSize(1);
  }

  @Test
  void the_output_of_ended_ones_is_bounded_all_together_the_oldest_goes_first() throws Exception {
    for (var i = 0; i < 600; i++) {
      start("print", "x".repeat(16_384), "0");
    }
    var oldest = processes.find(1).orElseThrow();
    while (oldest.log().length > 0) { // they are counted a moment later
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertThat(loggedBytes()).isLessThanOrEqualTo(8L << 20);
    assertThat(processes.find(600).orElseThrow().log()).hasSize(16_384);
  }

  private long loggedBytes() {
    return processes.list().stream().mapToLong(process -> process.log().length).sum();
  }
}
