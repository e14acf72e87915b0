package io.coredeck.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What survives the death of parts and the loss of the explorer's database, and that nothing
/// survives a removal.
@Execution(ExecutionMode.SAME_THREAD)
class ResilienceIT {

  @TempDir private Path folder;

  @Test
  void programs_can_be_stopped_and_started_while_containers_go_on_and_then_all_can_be_removed()
      throws Exception {
    var before = HostState.withoutInstances();
    var grid = Grid.start();
    var instance = grid.instance();
    try (grid) {
      var container = Ticking.deploy(grid);
      OneReservationIT.awaitLogs(grid, container.id(), "tick 1");

      var again = grid.coredeck(grid.upWords());
      assertThat(again.out()).contains("already running");
      assertThat(grid.logs()).doesNotContain(grid.secret("admin.password"));

      var copy = folder.resolve("grid.backup").toString();
      assertThat(grid.coredeck("backup", copy).status()).as("of a running grid").isZero();
      assertThat(grid.coredeck("restore", "--force", copy).err()).contains("stop it first");

      assertThat(grid.coredeck("down").status()).isZero();
      var restored = grid.coredeck("restore", "--force", copy);
      assertThat(restored.status()).as(restored.err()).isZero();
      assertThat(grid.coredeck("status").status()).isEqualTo(3);
      assertThat(HostState.with(grid).processes())
          .anyMatch(line -> line.contains(container.gwid()));

      grid.up();
      assertThat(grid.coredeck("get", Long.toString(container.id())).out())
          .contains(container.gwid());
      OneReservationIT.awaitLogs(grid, container.id(), "tick 5");
    }
    assertThat(HostState.of(instance, grid.data())).isEqualTo(before);
  }
}
