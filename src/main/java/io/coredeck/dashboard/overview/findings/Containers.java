package io.coredeck.dashboard.overview.findings;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.grid.Made;
import io.coredeck.dashboard.grid.Reservations;
import io.coredeck.model.Container;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the cards need to know of all containers, found out once for all who look.
public final class Containers {

  /// By the names of their workloads, oldest first.
  public static final Made<Map<String, Reservation>> BY_GWID = new Made<>(Containers::byGwid);

  /// How many are in which state.
  public static final Made<Map<Look, Some>> BY_LOOK = new Made<>(Containers::byLook);

  /// Those that failed, oldest first.
  static final Made<List<Reservation>> FAILED = new Made<>(Containers::failed);

  private static final Duration LATELY = Duration.ofHours(24);

  public static final Some NONE = new Some(0, Long.MAX_VALUE);

  private Containers() {}

  /// Some containers.
  ///
  /// @param oldest seconds since 1970 when the oldest was reserved
  public record Some(long count, long oldest) {

    private Some and(Some other) {
      return new Some(count + other.count, Math.min(oldest, other.oldest));
    }
  }

  /// @return how many failed longer ago than a day: no pool could pay them, so they stay until
  ///   somebody deletes them
  public static long failedLongAgo(GridView view, Instant now) {
    return view.once(FAILED).stream().filter(one -> !isLately(one, now)).count();
  }

  /// @param failed all others than those no pool could pay are there for a day only
  static boolean isLately(Reservation failed, Instant now) {
    return failed.nextAction() != NextAction.INVALID || endOf(failed).plus(LATELY).isAfter(now);
  }

  static Instant endOf(Reservation failed) {
    return Instant.ofEpochSecond(Math.max(failed.result().epoch(), failed.epoch()));
  }

  private static Map<String, Reservation> byGwid(Reservations all) {
    var found = new LinkedHashMap<String, Reservation>();
    for (var one : all.list()) {
      if (one.workload() instanceof Container) {
        found.put(one.gwid(), one);
      }
    }
    return Collections.unmodifiableMap(found);
  }

  private static Map<Look, Some> byLook(Reservations all) {
    var found = new EnumMap<Look, Some>(Look.class);
    for (var one : all.list()) {
      if (one.workload() instanceof Container) {
        found.merge(Look.of(one, all), new Some(1, one.epoch()), Some::and);
      }
    }
    return Collections.unmodifiableMap(found);
  }

  private static List<Reservation> failed(Reservations all) {
    return all.list().stream()
        .filter(one -> one.workload() instanceof Container && Look.of(one) == Look.FAILED)
        .toList();
  }
}
