package io.coredeck.node.telemetry.stats;

import io.coredeck.model.Bytes;
import io.coredeck.model.StatsSample;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The highest of one container's samples in every minute. Used by one thread.
public final class StatsPeak {

  private static final long MINUTE = 60;

  private @Nullable StatsSample highest;

  /// @return what the minute before was, when a new one begins: the highest memory, cache and
  ///   number of processes, and the CPU time at its end
  public Optional<StatsSample> take(StatsSample sample) {
    var before = highest;
    if (before == null || before.timestamp() / MINUTE != sample.timestamp() / MINUTE) {
      highest = sample;
      return Optional.ofNullable(before);
    }
    highest =
        new StatsSample(
            sample.timestamp(),
            higher(before.memoryUsage(), sample.memoryUsage()),
            sample.memoryLimit(),
            higher(before.memoryCache(), sample.memoryCache()),
            sample.cpuUsage(),
            Math.max(before.pids(), sample.pids()));
    return Optional.empty();
  }

  private static Bytes higher(Bytes one, Bytes other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
