package io.coredeck.node.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.model.Bytes;
import io.coredeck.model.rule.Endpoint;
import io.coredeck.node.telemetry.notice.EndpointHealth;
import io.coredeck.node.telemetry.stats.UsageSource;
import io.coredeck.testkit.Loopback;
import io.coredeck.testkit.RedisServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Measures what telemetry can do; prints one line of JSON for each number.
///
/// `logs [LINES]`: one container writes as fast as its lines are taken, to one endpoint and the
/// platform's stream. `stats [CONTAINERS]`: CPU of watching idle containers with statistics.
final class TelemetryBench {
  private static final int BLOCK_LINES = 1000;
  private static final int ROUNDS = 5;

  /// How far the writer may be ahead; less than the spool holds.
  private static final long MOST_BEHIND = 300_000;

  private static final long SWEEP_SECONDS = 20;

  private TelemetryBench() {}

  public static void main(String[] args) throws Exception {
    var what = args.length > 0 ? args[0] : "logs";
    var dir = Files.createTempDirectory("coredeck-telemetry-bench");
    try (var redis = RedisServer.start()) {
      if (what.equals("logs")) {
        for (int round = 1; round <= ROUNDS; round++) {
          logs(dir, redis, round, args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000);
        }
      } else {
        stats(dir, redis, args.length > 1 ? Integer.parseInt(args[1]) : 1000);
      }
    } finally {
      try (var files = Files.walk(dir)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void logs(Path dir, RedisServer redis, int round, int lines) throws Exception {
    var gwid = round + "-1";
    var block = block();
    try (var telemetry =
            Telemetry.start(TelemetryConfig.of(dir.resolve("state"), redis.uri()), Loopback.REACH);
        var conmon = new FakeConmon(dir.resolve(gwid + ".log"))) {
      var output = Watched.Output.parse(redis.uri() + "/bench", "");
      telemetry.watch(
          new Watched(
              gwid,
              7,
              conmon.file(),
              conmon::reopen,
              Optional::empty,
              Bytes.ofMiB(1024),
              List.of(output),
              List.of()));
      var begun = System.nanoTime();
      var cpu = cpu();
      for (int line = 0; line < lines; line += BLOCK_LINES) {
        awaitDelivered(telemetry, gwid, line - MOST_BEHIND);
        conmon.raw(block.duplicate().position(block.limit()).limit(block.capacity()));
      }
      var written = System.nanoTime();
      awaitDelivered(telemetry, gwid, lines);
      var seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "{\"name\":\"log_lines_per_second\",\"round\":%d,\"value\":%d,\"lines\":%d,"
              + "\"written_after_s\":%.2f,\"agent_cpu_us_per_line\":%.2f,\"files\":%d,\"lost\":%d}%n",
          round,
          (long) (lines / seconds),
          lines,
          (written - begun) / 1e9,
          (cpu() - cpu) / 1e3 / lines,
          conmon.reopened() + 1,
          telemetry.health(gwid).stream().mapToLong(EndpointHealth::lost).sum());
      telemetry.unwatch(gwid, Telemetry.Keep.NOTHING);
    }
  }

  private static void awaitDelivered(Telemetry telemetry, String gwid, long lines) {
    while (telemetry.health(gwid).stream().anyMatch(h -> isLog(h) && h.delivered() < lines)) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private static boolean isLog(EndpointHealth health) {
    return health.kind() != EndpointHealth.Kind.PLATFORM_STATS;
  }

  private static ByteBuffer block() {
    var text = new StringBuilder();
    for (int line = 0; line < BLOCK_LINES; line++) {
      text.append("2026-11-23T15:24:21.403476888+00:00 stdout F ");
      text.append("a line of a hundred bytes, as programs write them, with a number ");
      text.append("in it: %034d\n".formatted(line));
    }
    return ByteBuffer.wrap(text.toString().getBytes(UTF_8));
  }

  private static void stats(Path dir, RedisServer redis, int containers) throws Exception {
    try (var telemetry =
        Telemetry.start(TelemetryConfig.of(dir.resolve("state"), redis.uri()), Loopback.REACH)) {
      var sources = new ArrayList<FakeCgroup>();
      for (int i = 1; i <= containers; i++) {
        var cgroup = new FakeCgroup(Files.createDirectory(dir.resolve("cgroup" + i)));
        sources.add(cgroup);
        var log = Files.createFile(dir.resolve(i + "-1.log"));
        var endpoint = Endpoint.parseStats(redis.uri() + "/stats-" + i);
        telemetry.watch(
            new Watched(
                i + "-1",
                7,
                log,
                () -> {},
                cgroup,
                Bytes.ofMiB(1024),
                List.of(),
                List.of(endpoint)));
      }
      LockSupport.parkNanos(10_000_000_000L); // let the compiler finish
      var cpu = cpu();
      var stats = cpu("telemetry-stats");
      var logs = cpu("telemetry-logs");
      var begun = System.nanoTime();
      LockSupport.parkNanos(SWEEP_SECONDS * 1_000_000_000L);
      var elapsed = System.nanoTime() - begun;
      System.out.printf(
          Locale.ROOT,
          "{\"name\":\"stats_cpu_percent_of_a_core\",\"containers\":%d,\"whole_process\":%.2f,"
              + "\"sweep_thread\":%.2f,\"log_thread_idle\":%.2f,\"delivered\":%d,\"lost\":%d}%n",
          containers,
          (cpu() - cpu) * 100.0 / elapsed,
          (cpu("telemetry-stats") - stats) * 100.0 / elapsed,
          (cpu("telemetry-logs") - logs) * 100.0 / elapsed,
          total(telemetry, containers, true),
          total(telemetry, containers, false));
      System.out.println(telemetry.health("7-1"));
      for (var source : sources) {
        source.close();
      }
    }
  }

  private static long total(Telemetry telemetry, int containers, boolean delivered) {
    var sum = 0L;
    for (int i = 1; i <= containers; i++) {
      for (var health : telemetry.health(i + "-1")) {
        if (health.kind() == EndpointHealth.Kind.STATS) {
          sum += delivered ? health.delivered() : health.lost();
        }
      }
    }
    return sum;
  }

  /// Nanoseconds of CPU of this process.
  private static long cpu() {
    var system =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
    return system.getProcessCpuTime();
  }

  private static long cpu(String thread) {
    var threads = ManagementFactory.getThreadMXBean();
    for (var id : threads.getAllThreadIds()) {
      var info = threads.getThreadInfo(id);
      if (info != null && info.getThreadName().equals(thread)) {
        return threads.getThreadCpuTime(id);
      }
    }
    return 0;
  }

  /// Files like those of a cgroup, read as the container package reads the real ones.
  private static final class FakeCgroup implements UsageSource, AutoCloseable {
    private final List<RandomAccessFile> files = new ArrayList<>();
    private final byte[] buffer = new byte[4096];

    FakeCgroup(Path dir) throws IOException {
      for (var name : List.of("memory.current", "cpuacct.usage", "pids.current", "memory.stat")) {
        var file = dir.resolve(name);
        var stat = "anon 12345678\nfile 36864\nkernel 4096\n" + "inactive_file 12345\n".repeat(40);
        Files.writeString(file, name.equals("memory.stat") ? stat : "561152\n");
        files.add(new RandomAccessFile(file.toFile(), "r"));
      }
    }

    @Override
    public Optional<Usage> usage() throws IOException {
      var memory = number(read(0), 0);
      var cpu = number(read(1), 0);
      var pids = number(read(2), 0);
      var stat = new String(buffer, 0, read(3), UTF_8);
      var cache =
          Long.parseLong(stat.substring(stat.indexOf("\nfile ") + 6, stat.indexOf("\nkernel")));
      return Optional.of(new Usage(new Bytes(memory), new Bytes(cache), cpu, pids));
    }

    private int read(int which) throws IOException {
      files.get(which).seek(0);
      return Math.max(0, files.get(which).read(buffer));
    }

    private long number(int length, int from) {
      var value = 0L;
      for (int i = from; i < length && buffer[i] >= '0' && buffer[i] <= '9'; i++) {
        value = value * 10 + buffer[i] - '0';
      }
      return value;
    }

    @Override
    public void close() throws IOException {
      for (var file : files) {
        file.close();
      }
    }
  }
}
