package io.coredeck.node.container.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.Bytes;
import io.coredeck.model.StatsSample;
import io.coredeck.testkit.FakeHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The kernel's files become the numbers of a sample, whichever version they are of.
class CgroupUsageTest {
  private static final String GROUP = "/coredeck-t/1-1";

  @TempDir Path dir;

  private void file(String path, String content) throws IOException {
    var file = dir.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, content);
  }

  private Cgroups version1() throws IOException {
    file("memory/coredeck-t/1-1/memory.usage_in_bytes", "561152\n");
    file("memory/coredeck-t/1-1/memory.limit_in_bytes", "315621376\n");
    file("memory/coredeck-t/1-1/memory.stat", "cache 1\nrss 2\ntotal_cache 36864\ntotal_rss 4\n");
    file(
        "memory/coredeck-t/1-1/memory.oom_control",
        "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n");
    file("cpuacct/coredeck-t/1-1/cpuacct.usage", "12129887\n");
    file("pids/coredeck-t/1-1/pids.current", "5\n");
    return cgroups(
        new Hierarchy(dir.resolve("memory"), Set.of("memory")),
        new Hierarchy(dir.resolve("cpuacct"), Set.of("cpu", "cpuacct")),
        new Hierarchy(dir.resolve("pids"), Set.of("pids")),
        new Hierarchy(dir.resolve("unified"), Set.of()));
  }

  private Cgroups version2() throws IOException {
    file("coredeck-t/1-1/memory.current", "561152\n");
    file("coredeck-t/1-1/memory.max", "max\n");
    file("coredeck-t/1-1/memory.stat", "anon 5\nfile 36864\nfile_mapped 9\n");
    file("coredeck-t/1-1/memory.events", "low 0\nhigh 0\nmax 7\noom 2\noom_kill 1\n");
    file("coredeck-t/1-1/cpu.stat", "usage_usec 12129\nuser_usec 1\n");
    file("coredeck-t/1-1/pids.current", "5\n");
    return cgroups(new Hierarchy(dir, Set.of()));
  }

  private static Cgroups cgroups(Hierarchy... hierarchies) {
    return new Cgroups(List.of(hierarchies), new FakeHost());
  }

  @Test
  void version_1() throws Exception {
    try (var usage = version1().usage(GROUP)) {
      assertThat(usage.sample(7))
          .contains(
              new StatsSample(
                  7, new Bytes(561152), new Bytes(315621376), new Bytes(36864), 12129887, 5));
    }
    assertThat(version1().oomKills(GROUP)).isEqualTo(3);
  }

  @Test
  void version_2_counts_cpu_time_in_microseconds_and_knows_no_limit_as_max() throws Exception {
    try (var usage = version2().usage(GROUP)) {
      assertThat(usage.sample(7))
          .contains(
              new StatsSample(
                  7, new Bytes(561152), new Bytes(Long.MAX_VALUE), new Bytes(36864), 12129000, 5));
    }
    assertThat(version2().oomKills(GROUP)).isEqualTo(1);
  }

  @Test
  void numbers_are_read_anew_each_time() throws Exception {
    try (var usage = version1().usage(GROUP)) {
      assertThat(usage.sample(1).orElseThrow().pids()).isEqualTo(5);
      file("pids/coredeck-t/1-1/pids.current", "17\n");
      assertThat(usage.sample(2).orElseThrow().pids()).isEqualTo(17);
    }
  }

  @Test
  void a_group_that_is_not_there_has_no_numbers() throws Exception {
    var cgroups = version1();
    try (var usage = cgroups.usage("/coredeck-t/9-9")) {
      assertThat(usage.sample(1)).isEmpty();
      assertThat(usage.sample(2)).isEmpty();
    }
    assertThat(cgroups.oomKills("/coredeck-t/9-9")).isZero();
    assertThat(cgroups.processes("/coredeck-t/9-9")).isEmpty();
    assertThat(cgroups.exists("/coredeck-t/9-9")).isFalse();
    assertThat(cgroups.exists(GROUP)).isTrue();
  }

  @Test
  void the_processes_of_all_hierarchies_count_once() throws Exception {
    var cgroups = version1();
    file("memory/coredeck-t/1-1/cgroup.procs", "12\n13\n");
    file("pids/coredeck-t/1-1/cgroup.procs", "13\n14\n");
    file("cpuacct/coredeck-t/1-1/cgroup.procs", "");
    assertThat(cgroups.processes(GROUP)).containsExactly(12L, 13L, 14L);
  }

  @Test
  void swap_is_limited_where_the_kernel_can() throws Exception {
    assertThat(version2().limitsSwap()).isTrue();
    assertThat(version1().limitsSwap()).isFalse();
    file("memory/memory.memsw.limit_in_bytes", "9\n");
    assertThat(version1().limitsSwap()).isTrue();
  }

  @Test
  void a_machine_is_described_in_words() throws Exception {
    assertThat(version1().describe()).isEqualTo("version 1 (cpu, cpuacct, memory, pids) and 2");
    assertThat(version2().describe()).isEqualTo("version 2");
  }
}
