package io.coredeck.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// What the killing of the agent does to containers: nothing.
@OnGrid
class AgentDeathIT {

  /// Of what has to start first; a loop without a pause would take its CPU away.
  private static final long BETWEEN_LOOKS = 10_000_000;

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int TICKS = 15;

  @Test
  void containers_outlive_a_killed_agent_and_are_found_listed_logged_and_deletable(Grid grid)
      throws Exception {
    var container = Ticking.deploy(grid);
    var id = container.id();
    OneReservationIT.awaitLogs(grid, id, "tick 2");
    var agent = grid.pid("node");

    var kill = Ran.of(List.of("kill", "-9", Long.toString(agent)), List.of(), "", SOON);
    assertThat(kill.status()).isZero();

    await(() -> isOtherAgent(grid, agent));
    assertThat(grid.coredeck("status").out()).contains(container.gwid());
    var lines = OneReservationIT.awaitLogs(grid, id, "tick " + TICKS).lines().toList();
    for (var n = 1; n <= TICKS; n++) {
      var tick = "tick " + n;
      assertThat(lines).as("no line is lost").anyMatch(line -> line.endsWith(tick));
    }
    grid.delete(id);
    assertThat(HostState.with(grid).namespaces())
        .noneMatch(name -> name.contains(container.gwid()));
  }

  private static boolean isOtherAgent(Grid grid, long old) {
    try {
      var now = grid.pid("node");
      var ready = grid.data().resolve("run/node.ready");
      return now != old
          && Files.exists(ready)
          && Files.readString(ready).strip().equals(Long.toString(now));
    } catch (IOException | NumberFormatException halfWritten) {
      return false;
    }
  }

  private static void await(BooleanSupplier condition) {
    var end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not come true within " + SOON);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS);
    }
  }
}
