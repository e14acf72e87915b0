package io.coredeck.node.telemetry;

import io.coredeck.model.Bytes;
import io.coredeck.model.rule.RedisAddress;
import java.nio.file.Path;
import java.util.Optional;

/// How telemetry is set up.
///
/// @param stateDir where it remembers how far each log was shipped
/// @param platform the platform's Redis; nothing for none
/// @param limits what it may use
public record TelemetryConfig(Path stateDir, Optional<RedisAddress> platform, Limits limits) {

  /// @param stateDir where it remembers how far each log was shipped
  /// @param platformUrl `redis://[[user]:password@]host[:port]`, empty for none
  /// @return with the usual limits
  /// @throws IllegalArgumentException if the URL is none; the message shows no password
  public static TelemetryConfig of(Path stateDir, String platformUrl) {
    var platform =
        platformUrl.isEmpty()
            ? Optional.<RedisAddress>empty()
            : Optional.of(RedisAddress.parse(platformUrl));
    return new TelemetryConfig(stateDir, platform, Limits.USUAL);
  }

  /// What telemetry may use.
  ///
  /// @param segment a log file that has grown to this is set aside
  /// @param kept how much of a log stays on disk though everybody has it
  /// @param spool how much of a log stays on disk for an endpoint that is behind
  /// @param allSpools how much all logs of the node may take together
  /// @param streamLines how many lines of a container the platform's Redis keeps, roughly
  /// @param streamBytes how many bytes of a container's log the platform's Redis keeps, roughly
  /// @param samples how many samples of a container the platform's Redis keeps, roughly
  /// @param events how many events the platform's Redis keeps, roughly
  /// @param connections to how many Redis servers of tenants the node is connected at once, of one
  ///   tenant an eighth of that
  public record Limits(
      Bytes segment,
      Bytes kept,
      Bytes spool,
      Bytes allSpools,
      int streamLines,
      Bytes streamBytes,
      int samples,
      int events,
      int connections) {

    /// What fits most nodes: 24 hours of samples would be 43 200, an hour is 1 800.
    public static final Limits USUAL =
        new Limits(
            Bytes.ofMiB(16),
            Bytes.ofMiB(32),
            Bytes.ofMiB(512),
            Bytes.ofGiB(8),
            20_000,
            Bytes.ofMiB(4),
            1_800,
            10_000,
            1_024);

    public Limits {
      var smallest =
          Math.min(
              Math.min(segment.count(), streamBytes.count()),
              Math.min(Math.min(streamLines, samples), Math.min(events, connections)));
      if (smallest < 1 || kept.compareTo(spool) > 0 || spool.compareTo(allSpools) > 0) {
        throw new IllegalArgumentException(
            "limits of telemetry: every one must be at least 1, and kept ≤ spool ≤ allSpools");
      }
    }
  }
}
