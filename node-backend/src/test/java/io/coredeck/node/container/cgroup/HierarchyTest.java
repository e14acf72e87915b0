package io.coredeck.node.container.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which control groups a machine has.
class HierarchyTest {
  private static final String UNIFIED =
      "30 23 0:26 / /sys/fs/cgroup rw,nosuid,nodev,noexec - cgroup2 cgroup2 rw,nsdelegate";
  private static final String CPU =
      "34 31 0:30 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:13 - cgroup cgroup rw,cpu,cpuacct";
  private static final String MEMORY =
      "35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory";
  private static final String SYSTEMD =
      "33 31 0:28 / /sys/fs/cgroup/systemd rw - cgroup cgroup"
          + " rw,xattr,release_agent=/lib/agent,name=systemd";
  private static final String BESIDE =
      "32 31 0:27 / /sys/fs/cgroup/unified rw,nosuid - cgroup2 cgroup2 rw";
  private static final String OTHER = "31 23 0:25 / /sys/fs/cgroup ro - tmpfs tmpfs ro,mode=755";

  @Test
  void version_2_alone() {
    assertThat(Hierarchy.parse(List.of(UNIFIED)))
        .containsExactly(new Hierarchy(Path.of("/sys/fs/cgroup"), Set.of()));
  }

  @Test
  void version_1_with_2_beside_it() {
    assertThat(Hierarchy.parse(List.of(OTHER, BESIDE, SYSTEMD, CPU, MEMORY)))
        .containsExactly(
            new Hierarchy(Path.of("/sys/fs/cgroup/unified"), Set.of()),
            new Hierarchy(Path.of("/sys/fs/cgroup/systemd"), Set.of("name=systemd")),
            new Hierarchy(Path.of("/sys/fs/cgroup/cpu,cpuacct"), Set.of("cpu", "cpuacct")),
            new Hierarchy(Path.of("/sys/fs/cgroup/memory"), Set.of("memory")));
  }

  @Test
  void a_tree_mounted_twice_counts_once() {
    assertThat(Hierarchy.parse(List.of(MEMORY, MEMORY.replace("/sys/fs", "/mnt")))).hasSize(1);
  }
}
