package io.coredeck.corex.linux;

import io.coredeck.corex.process.UsageMeter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reads `/proc` and, where the container sees it, its control group (version 2 or 1).
public final class ProcMeter implements UsageMeter {

  /// `USER_HZ` is 100 on every architecture that has a JDK.
  private static final long NANOS_PER_TICK = 10_000_000;

  private static final long PAGE_BYTES = 4096;

  /// Fields of `/proc/PID/stat` counted from the first one after the name.
  private static final int SESSION = 3;

  private static final int USER_TIME = 11;
  private static final int CHILDREN_SYSTEM_TIME = 14;
  private static final int RESIDENT_PAGES = 21;

  /// Above this a limit of version 1 means none.
  private static final long NO_LIMIT = 1L << 60;

  private final Path proc;
  private final Path cgroup;

  /// @param proc usually `/proc`
  /// @param cgroup usually `/sys/fs/cgroup`
  public ProcMeter(Path proc, Path cgroup) {
    this.proc = proc;
    this.cgroup = cgroup;
  }

  @Override
  public Reading read(Collection<Long> pids) {
    var wanted = Set.copyOf(pids);
    var sessions = new HashMap<Long, Usage>();
    var all = new Usage(Duration.ZERO, 0);
    try (var entries = Files.newDirectoryStream(proc, "[1-9]*")) {
      for (var entry : entries) {
        var stat = text(entry.resolve("stat"));
        if (stat.isPresent()) {
          var fields = fields(stat.get());
          var usage = usage(fields);
          all = sum(all, usage);
          var session = Long.parseLong(fields[SESSION]);
          if (wanted.contains(session)) {
            sessions.merge(session, usage, ProcMeter::sum);
          }
        }
      }
    } catch (IOException e) {
      return new Reading(Map.of(), all, OptionalLong.empty());
    }
    return new Reading(sessions, container(all), memoryLimit());
  }

  private Usage container(Usage sum) {
    var cpu = cpuOfGroup().map(Duration::ofNanos).orElse(sum.cpu());
    var memory = number("memory.current").or(() -> number("memory/memory.usage_in_bytes"));
    return new Usage(cpu, memory.orElse(sum.memory()));
  }

  private Optional<Long> cpuOfGroup() {
    var version2 =
        text(cgroup.resolve("cpu.stat"))
            .flatMap(stat -> stat.lines().filter(line -> line.startsWith("usage_usec ")).findAny())
            .map(line -> Long.parseLong(line.split(" ", -1)[1]) * 1000);
    return version2.or(() -> number("cpuacct/cpuacct.usage"));
  }

  private OptionalLong memoryLimit() {
    return number("memory.max")
        .or(() -> number("memory/memory.limit_in_bytes"))
        .filter(limit -> limit < NO_LIMIT)
        .map(OptionalLong::of)
        .orElse(OptionalLong.empty());
  }

  private Optional<Long> number(String file) {
    return text(cgroup.resolve(file))
        .map(String::strip)
        .filter(text -> !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9'))
        .map(Long::parseLong);
  }

  private static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty(); // the process has ended, or the group is not mounted
    }
  }

  /// The name stands in parentheses and may hold anything, so we start after the last one.
  private static String[] fields(String stat) {
    return stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1);
  }

  private static Usage usage(String[] fields) {
    var ticks = 0L;
    for (var i = USER_TIME; i <= CHILDREN_SYSTEM_TIME; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return new Usage(
        Duration.ofNanos(ticks * NANOS_PER_TICK),
        Long.parseLong(fields[RESIDENT_PAGES]) * PAGE_BYTES);
  }

  private static Usage sum(Usage a, Usage b) {
    return new Usage(a.cpu().plus(b.cpu()), a.memory() + b.memory());
  }
}
