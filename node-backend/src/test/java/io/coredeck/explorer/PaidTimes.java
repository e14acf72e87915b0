package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.rule.CloudUnits;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// When a node said what, so that what a pool has paid can be counted again. For one thread at a
/// time.
///
/// An explorer counts whole seconds of the same clock, but when exactly between question and answer
/// is not seen from outside: so the sums have bounds.
final class PaidTimes {

  /// What sums of floating point numbers may be off.
  private static final double ROUNDED = 1e-3;

  private final Moments started = new Moments(new HashMap<>(), new HashSet<>());
  private final Moments ended = new Moments(new HashMap<>(), new HashSet<>());

  /// @param spans when it was said of each workload, until it was heard
  /// @param heard of which it was acknowledged: a node may say it again, and that changes nothing
  private record Moments(Map<Long, Span> spans, Set<Long> heard) {

    Span of(long id) {
      return Objects.requireNonNull(spans.get(id), () -> "never said of workload " + id);
    }

    void said(long id, Saying saying) throws Exception {
      if (heard.contains(id)) {
        saying.say();
        return;
      }
      var first = now();
      try {
        saying.say();
        heard.add(id);
      } finally {
        spans.merge(id, new Span(first, now()), Span::upTo);
      }
    }
  }

  /// Seconds since 1970 between which something happened.
  record Span(long first, long last) {

    Span upTo(Span later) {
      return new Span(first, later.last);
    }
  }

  /// A call.
  @FunctionalInterface
  interface Saying {
    void say() throws Exception;
  }

  /// @param saying that it has come up; fails if the explorer is killed, and may be heard then
  void start(long id, Saying saying) throws Exception {
    started.said(id, saying);
  }

  /// @param saying that it is gone; as in {@link #start}
  void end(long id, Saying saying) throws Exception {
    ended.said(id, saying);
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }

  /// @param paid units of each kind that the pool had at first
  /// @param all workloads that it ever had
  void check(Pool pool, double paid, List<Reservation> all) {
    var least = CloudUnits.NONE;
    var most = CloudUnits.NONE;
    for (var one : all) {
      if (one.result().nodeId().isEmpty()) {
        continue; // the node never said that it had come up
      }
      var start = started.of(one.id());
      var end =
          pool.activeWorkloadIds().contains(one.id())
              ? new Span(pool.lastUpdated(), pool.lastUpdated())
              : ended.of(one.id());
      var units = CloudUnits.of(one.workload());
      least = plus(least, units, end.first() - start.last());
      most = plus(most, units, end.last() - start.first());
    }
    assertThat(paid - pool.cus()).isBetween(least.cu() - ROUNDED, most.cu() + ROUNDED);
    assertThat(paid - pool.sus()).isBetween(least.su() - ROUNDED, most.su() + ROUNDED);
    System.out.printf(
        "pool: %.3f cu s used, counted again %.3f to %.3f; %.3f su s, %.3f to %.3f%n",
        paid - pool.cus(), least.cu(), most.cu(), paid - pool.sus(), least.su(), most.su());
  }

  private static CloudUnits plus(CloudUnits sum, CloudUnits units, long seconds) {
    var time = (double) Math.max(0, seconds);
    return new CloudUnits(sum.cu() + units.cu() * time, sum.su() + units.su() * time);
  }
}
