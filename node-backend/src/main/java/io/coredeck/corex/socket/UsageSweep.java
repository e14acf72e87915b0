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

/// What the processes use, as the difference of two readings. Not safe for use by several threads.
final class UsageSweep {
  private static final double PERCENT = 100;
  private static final UsageMeter.Reading NOTHING =
      new UsageMeter.Reading(Map.of(), new Usage(Duration.ZERO, 0), OptionalLong.empty());

  private final Processes processes;
  private final UsageMeter meter;
  private UsageMeter.Reading before = NOTHING;
  private long readAt;

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
    var reading = meter.read(running.stream().map(ProcessInfo::pid).toList());
    var now = System.nanoTime();
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

  /// @return what those that run have used since they were started, by id
  Map<Long, Usage> now() {
    var running = running();
    var reading = meter.read(running.stream().map(ProcessInfo::pid).toList()).processes();
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
