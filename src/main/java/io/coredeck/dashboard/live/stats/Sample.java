package io.coredeck.dashboard.live.stats;

import io.coredeck.dashboard.live.redis.Entry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a container used at one moment.
///
/// @param t milliseconds since 1970, when Redis took it in
/// @param second the node's own clock, whole seconds since 1970
/// @param nanos of CPU since the container's start, all cores
/// @param cores busy since the sample before; NaN where that cannot be known
/// @param memory bytes, with the cache; below 0 for a hole, where nothing was measured
/// @param cache bytes
/// @param processes and threads
/// @param limit bytes, 0 for none
record Sample(
    long t,
    long second,
    long nanos,
    double cores,
    long memory,
    long cache,
    long processes,
    long limit) {

  /// Two samples further apart than this have a hole between them; one that is missing makes none.
  static final Duration HOLE_AFTER = Duration.ofSeconds(5);

  /// The same where there is one for each minute.
  static final Duration MINUTES_HOLE_AFTER = Duration.ofSeconds(150);

  private static final double NANOS_IN_MILLI = 1e6;
  private static final long MILLIS = 1000;

  /// CPU is told as a running total. Its rate is unknown after a hole, and after a restart, where
  /// the total begins anew.
  ///
  /// Time is that of the entry's id, to the millisecond: whole seconds alone would be wrong by up
  /// to half. Where samples were held up on their way, so that the ids are wrong by more than the
  /// node's seconds can be, the seconds count.
  ///
  /// @param before the one before, if there is one
  static Sample of(Entry entry, @Nullable Sample before) {
    return of(entry, before, HOLE_AFTER);
  }

  /// @param holeAfter how far apart two of them may be with nothing missing between them
  static Sample of(Entry entry, @Nullable Sample before, Duration holeAfter) {
    var t = entry.idNumber();
    var second = entry.number("timestamp");
    var nanos = entry.number("cpu_usage");
    return new Sample(
        t,
        second,
        nanos,
        before == null ? Double.NaN : cores(t, second, nanos, before, holeAfter),
        entry.number("memory_usage"),
        entry.number("memory_cache"),
        entry.number("pids_current"),
        entry.number("memory_limit"));
  }

  private static double cores(long t, long second, long nanos, Sample before, Duration holeAfter) {
    var byId = t - before.t;
    var bySeconds = (second - before.second) * MILLIS;
    var elapsed = bySeconds > 0 && Math.abs(byId - bySeconds) > MILLIS ? bySeconds : byId;
    var isKnown = nanos >= before.nanos && elapsed > 0 && elapsed <= holeAfter.toMillis();
    return isKnown ? (nanos - before.nanos) / NANOS_IN_MILLI / elapsed : Double.NaN;
  }

  /// Nothing was measured from this moment on, up to the next sample.
  static Sample hole(long t) {
    return new Sample(t, 0, 0, Double.NaN, -1, 0, 0, 0);
  }

  boolean isHole() {
    return memory < 0;
  }
}
