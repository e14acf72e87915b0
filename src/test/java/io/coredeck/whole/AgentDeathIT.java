package io.coredeck.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.waiting.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the killing of the agent does to containers: nothing.
@OnGrid
class AgentDeathIT {

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

    Patience.await("another agent is ready", SOON, () -> isOtherAgent(grid, agent));
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

  static boolean isOtherAgent(Grid grid, long old) {
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
}
