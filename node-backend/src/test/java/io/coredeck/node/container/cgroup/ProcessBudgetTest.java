package io.coredeck.node.container.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.Bytes;
import io.coredeck.testkit.FakeHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All containers together leave processes for the machine, and none takes those of another.
class ProcessBudgetTest {
  @TempDir Path dir;

  @Test
  void a_quarter_is_left_for_the_machine_and_the_rest_goes_with_the_memory() {
    assertThat(ProcessBudget.of(32_768, 8 * Bytes.GIB)).isEqualTo(new ProcessBudget(24_576, 3072));
    assertThat(ProcessBudget.of(32_768, 8 * Bytes.GIB - 1).perGib()).isEqualTo(3072);
    assertThat(ProcessBudget.of(8, 64 * Bytes.GIB).perGib()).isEqualTo(1);
  }

  @Test
  void this_machine_has_some() throws Exception {
    var budget = ProcessBudget.read();
    assertThat(budget.all()).isGreaterThanOrEqualTo(budget.perGib());
    assertThat(budget.perGib()).isPositive();
  }

  @Test
  void version_1_has_a_tree_for_it() throws Exception {
    Files.createDirectories(dir.resolve("pids/g"));
    Files.writeString(dir.resolve("pids/g/pids.max"), "max\n");
    var pids = new Hierarchy(dir.resolve("pids"), Set.of("pids"));
    cgroups(pids, new Hierarchy(dir.resolve("unified"), Set.of())).limitProcesses("/g", 700);
    assertThat(dir.resolve("pids/g/pids.max")).hasContent("700");
    assertThat(dir.resolve("unified")).doesNotExist();
  }

  /// The kernel makes the file of the limit when the group above is told to count; a folder does
  /// not.
  @Test
  void version_2_is_told_to_count() throws Exception {
    Files.writeString(dir.resolve("cgroup.subtree_control"), "");
    var cgroups = cgroups(new Hierarchy(dir, Set.of()));
    assertThatThrownBy(() -> cgroups.limitProcesses("/g", 700)).hasMessageContaining("pids.max");
    assertThat(dir.resolve("cgroup.subtree_control")).hasContent("+pids");
    Files.writeString(dir.resolve("g/pids.max"), "max\n");
    cgroups.limitProcesses("/g", 700);
    assertThat(dir.resolve("g/pids.max")).hasContent("700");
  }

  @Test
  void a_machine_that_does_not_count_them_runs_no_containers() {
    var memory = new Hierarchy(dir, Set.of("memory"));
    assertThatThrownBy(() -> cgroups(memory).limitProcesses("/g", 700))
        .isInstanceOf(IOException.class)
        .hasMessage("control groups: none counts processes (pids)");
  }

  private static Cgroups cgroups(Hierarchy... hierarchies) {
    return new Cgroups(List.of(hierarchies), new FakeHost());
  }
}
