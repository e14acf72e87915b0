package io.coredeck.sdk.channel;

import io.coredeck.model.StatsSample;
import java.util.Locale;
import java.util.Optional;

/// What a container used between two samples.
///
/// @param cpuPercent of one core: more than 100 with several
/// @param sample the later one
public record Usage(double cpuPercent, StatsSample sample) {

  /// Nanoseconds of one per cent of a second.
  private static final double PER_CENT = 1e7;

  private static final double MEGABYTE = 1e6;

  /// Source: docs/formats/logs-and-stats.md.
  ///
  /// @return empty if there is no time between them, or the container was started again meanwhile
  public static Optional<Usage> between(StatsSample earlier, StatsSample later) {
    var seconds = later.timestamp() - earlier.timestamp();
    var used = later.cpuUsage() - earlier.cpuUsage();
    return seconds <= 0 || used < 0
        ? Optional.empty()
        : Optional.of(new Usage((double) used / ((double) seconds * PER_CENT), later));
  }

  /// @return as the original prints it
  @Override
  public String toString() {
    var memory = (double) sample.memoryUsage().count() / MEGABYTE;
    return String.format(Locale.ROOT, "CPU Usage: %.2f%% / RAM: %.2f MB", cpuPercent, memory);
  }
}
