package io.coredeck.node.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UndoStepsTest {

  private final List<String> undone = new ArrayList<>();
  private final UndoSteps steps = new UndoSteps();

  @Test
  void the_last_is_undone_first_and_one_that_fails_stops_none() {
    steps.push(() -> undone.add("first"));
    steps.push(() -> {
      throw new IOException("the disk is gone");
    });
    steps.push(() -> {
      throw new IllegalStateException("a fault");
    });
    steps.push(() -> undone.add("last"));
    steps.all();
    assertThat(undone).containsExactly("last", "first");
  }

  @Test
  void an_interrupt_does_not_stop_the_clearing_up_and_is_passed_on() {
    steps.push(() -> undone.add(Thread.currentThread().isInterrupted() ? "stopped" : "free"));
    Thread.currentThread().interrupt();
    steps.all();
    assertThat(undone).containsExactly("free");
    assertThat(Thread.interrupted()).isTrue();
  }
}
