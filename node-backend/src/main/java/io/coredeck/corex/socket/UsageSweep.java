package io.coredeck.corex.socket;

import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.process.ProcessInfo;
import io.coredeck.corex.process.Processes;
import io.coredeck.corex.process.UsageMeter;
import io.coredeck.corex.process.UsageMeter.Usage;
import io.coredeck.corex.wire.JsonWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// What the processes use: since they were started, and as the difference of two readings. Safe for
/// use by several threads.
final class UsageSweep {
  private static final double PERCENT = 100;

  /// Who asks sooner gets what was read before: a reading looks at every process of the machine.
  private static final Duration FRESH = Duration.ofSeconds(1);

  private static final UsageMeter.Reading NOTHING =
      new UsageMeter.Reading(Map.of(), new Usage(Duration.ZERO, 0), OptionalLong.empty());

  private final Processes processes;
  private final UsageMeter meter;

  // Guarded by this.
  private UsageMeter.Reading before = NOTHING;
  private long readAt;
  private UsageMeter.Reading latest = NOTHING;
  private long latestAt;

  UsageSweep(Processes processes, UsageMeter meter) {
    this.processes = processes;
    this.meter = meter;
  }

  /// Takes the first reading.
  synchronized void begin() {
    var _ = read();
  }

  /// @return the message about what was used since the last reading
  synchronized String read() {
    var running = running();
    var reading = take(pids(running));
    var now = latestAt;
    var elapsed = Math.max(1, now - readAt);
    var message =
        new JsonWriter()
            .member("event", "usage")
            .json("processes", listed(running, reading, elapsed))
            .json("container", container(reading, elapsed))
            .end();
    before = reading;
    readAt = now;
    return message;
  }

  private List<ProcessInfo> running() {
    return processes.list().stream()
        .map(ManagedProcess::info)
        .filter(process -> process.pid() > 0 && !process.state().hasEnded())
        .toList();
  }

  private static List<Long> pids(List<ProcessInfo> running) {
    return running.stream().map(ProcessInfo::pid).toList();
  }

  private UsageMeter.Reading take(List<Long> pids) {
    latest = meter.read(pids);
    latestAt = System.nanoTime();
    return latest;
  }

  /// @return what those that run have used since they were started, by id; at most a second old
  synchronized Map<Long, Usage> now() {
    var running = running();
    var pids = pids(running);
    var isFresh =
        System.nanoTime() - latestAt < FRESH.toNanos()
            && latest.processes().keySet().containsAll(pids);
    var reading = (isFresh ? latest : take(pids)).processes();
    return running.stream()
        .filter(process -> reading.containsKey(process.pid()))
        .collect(Collectors.toMap(ProcessInfo::id, process -> reading.get(process.pid())));
  }

  private String listed(List<ProcessInfo> running, UsageMeter.Reading reading, long elapsed) {
    var seen =
        running.stream().filter(process -> reading.processes().containsKey(process.pid())).toList();
    return JsonWriter.array(seen, process -> listed(process, reading, elapsed));
  }

  private String listed(ProcessInfo process, UsageMeter.Reading reading, long elapsed) {
    var nothing = new Usage(Duration.ZERO, 0);
    var usage = reading.processes().getOrDefault(process.pid(), nothing);
    var earlier = before.processes().getOrDefault(process.pid(), nothing);
    return new JsonWriter()
        .member("id", process.id())
        .tenths("cpu", percent(earlier, usage, elapsed))
        .member("memory", usage.memory())
        .end();
  }

  private String container(UsageMeter.Reading reading, long elapsed) {
    var json =
        new JsonWriter()
            .tenths("cpu", percent(before.container(), reading.container(), elapsed))
            .member("memory", reading.container().memory());
    reading.memoryLimit().ifPresent(limit -> json.member("memory_limit", limit));
    return json.end();
  }

  /// Of one core. A process that ends takes its time out of the sum, hence never below 0.
  private static double percent(Usage earlier, Usage now, long elapsed) {
    return Math.max(0, PERCENT * now.cpu().minus(earlier.cpu()).toNanos() / elapsed);
  }
}
