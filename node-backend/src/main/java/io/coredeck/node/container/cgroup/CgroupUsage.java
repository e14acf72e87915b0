package io.coredeck.node.container.cgroup;

import io.coredeck.model.Bytes;
import io.coredeck.model.StatsSample;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What one group uses, read again and again: its files stay open and their buffers are reused.
///
/// Memory, page cache and CPU time come from version 1 where the controller is there, else from
/// version 2. Safe for use by several threads.
public final class CgroupUsage implements AutoCloseable {
  private static final Path ABSENT = Path.of("/proc/self/no-such-cgroup");

  private final NumberFile memory;
  private final NumberFile limit;
  private final NumberFile details;
  private final NumberFile cpu;
  private final NumberFile pids;
  private final String cacheName;
  private final boolean cpuInNanoseconds;

  CgroupUsage(Cgroups cgroups, String group) {
    var unified = cgroups.unified().map(tree -> tree.directory(group)).orElse(ABSENT);
    var oldMemory = cgroups.controller("memory").map(tree -> tree.directory(group));
    memory =
        file(oldMemory.map(dir -> dir.resolve("memory.usage_in_bytes")), unified, "memory.current");
    limit = file(oldMemory.map(dir -> dir.resolve("memory.limit_in_bytes")), unified, "memory.max");
    details = file(oldMemory.map(dir -> dir.resolve("memory.stat")), unified, "memory.stat");
    cacheName = oldMemory.isPresent() ? "total_cache" : "file";
    var oldCpu = cgroups.controller("cpuacct").map(tree -> tree.directory(group));
    cpu = file(oldCpu.map(dir -> dir.resolve("cpuacct.usage")), unified, "cpu.stat");
    cpuInNanoseconds = oldCpu.isPresent();
    var oldPids = cgroups.controller("pids").map(tree -> tree.directory(group));
    pids = file(oldPids.map(dir -> dir.resolve("pids.current")), unified, "pids.current");
  }

  private static NumberFile file(Optional<Path> old, Path unified, String name) {
    var limit = name.equals("memory.stat") ? NumberFile.LONG_BYTES : NumberFile.SHORT_BYTES;
    return new NumberFile(old.orElse(unified.resolve(name)), limit);
  }

  /// @param timestamp seconds since 1970, passed on
  /// @return what is used now; empty if the group is gone
  public synchronized Optional<StatsSample> sample(long timestamp) {
    if (!memory.read() || !cpu.read()) {
      return Optional.empty();
    }
    return Optional.of(
        new StatsSample(
            timestamp,
            new Bytes(memory.first()),
            new Bytes(limit.read() ? limit.first() : 0),
            new Bytes(details.read() ? Math.max(0, details.named(cacheName)) : 0),
            cpuInNanoseconds
                ? cpu.first()
                : TimeUnit.MICROSECONDS.toNanos(Math.max(0, cpu.named("usage_usec"))),
            pids.read() ? pids.first() : 0));
  }

  /// Closes the files. Calling it again does nothing; sampling after it opens them again.
  @Override
  public synchronized void close() {
    memory.close();
    limit.close();
    details.close();
    cpu.close();
    pids.close();
  }
}
