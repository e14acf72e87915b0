package io.coredeck.dashboard.grid;

import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.ReservationFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What is reserved on the grid, what could not be paid, what failed lately, and what else ended.
/// Guarded by the lock of its owner.
final class Reserved {

  /// What failed is shown so long.
  static final Duration FAILED_LATELY = Duration.ofHours(24);

  /// A container that was started again is said to restart for so long. A node gives up at the
  /// fourth end within a minute.
  static final Duration RESTARTED_LATELY = Duration.ofMinutes(2);

  static final int MOST_FAILED = 1000;
  static final int MOST_UNPAID = 1000;
  static final int MOST_UNPAID_OF_ALL = 20_000;
  static final int MOST_ENDED = 2000;
  private static final int MOST_RESTARTED = 2000;
  private static final int LONGEST_ID = 18;

  private final TreeMap<Long, Reservation> live = new TreeMap<>();

  // Those their pools could not pay, by owner: they stay so until somebody deletes them.
  private final Map<Long, LinkedHashMap<Long, Reservation>> unpaid = new HashMap<>();

  // The last to end stands last in both.
  private final LinkedHashMap<Long, Reservation> failed = new LinkedHashMap<>();
  private final LinkedHashMap<Long, Reservation> ended = new LinkedHashMap<>();

  private final LinkedHashMap<Long, Instant> restarted = new LinkedHashMap<>();
  private Reservations shown = Reservations.NONE;
  private boolean isStale;
  private volatile boolean isWhole;
  private long newest;

  /// Takes an answer of the explorer. What comes before everything is known is no news: it is how
  /// the grid was found.
  void take(List<Reservation> part, GridNews news) {
    if (isWhole) {
      part.forEach(one -> news.changed(find(one.id()).orElse(null), one));
    }
    part.forEach(this::take);
    isWhole |= part.size() < ReservationFeed.MOST;
  }

  /// @return whether everything there is has come; may be asked without the lock
  boolean isWhole() {
    return isWhole;
  }

  private void take(Reservation changed) {
    isStale = true;
    newest = Math.max(newest, changed.id());
    removeUnpaid(changed);
    if (changed.nextAction() == NextAction.DEPLOY || changed.nextAction() == NextAction.DELETE) {
      live.put(changed.id(), changed);
      return;
    }
    live.remove(changed.id());
    if (changed.nextAction() == NextAction.INVALID) {
      putUnpaid(changed);
      return;
    }
    putLast(ended, changed.id(), changed, MOST_ENDED);
    if (!changed.result().message().isBlank()) {
      putLast(failed, changed.id(), changed, MOST_FAILED);
    }
  }

  private void removeUnpaid(Reservation one) {
    var own = unpaid.get(one.customerTid());
    if (own != null && own.remove(one.id()) != null && own.isEmpty()) {
      unpaid.remove(one.customerTid());
    }
  }

  /// Who has too many loses the oldest of them, and nobody else loses any; only when there are too
  /// many of all, who has most does.
  private void putUnpaid(Reservation one) {
    var own = unpaid.computeIfAbsent(one.customerTid(), _ -> new LinkedHashMap<>());
    putLast(own, one.id(), one, MOST_UNPAID);
    if (unpaid.values().stream().mapToInt(Map::size).sum() > MOST_UNPAID_OF_ALL) {
      Collections.max(unpaid.values(), Comparator.comparingInt(Map::size)).pollFirstEntry();
    }
  }

  private static <V> void putLast(SequencedMap<Long, V> map, long id, V value, int most) {
    map.putLast(id, value);
    if (map.size() > most) {
      map.pollFirstEntry();
    }
  }

  /// A container ended by itself and was started again.
  void restarted(long id, Instant at) {
    putLast(restarted, id, at, MOST_RESTARTED);
  }

  /// @return what is to be shown; the same object as long as it is the same
  Reservations shown(Instant now) {
    var since = now.minus(FAILED_LATELY).getEpochSecond();
    isStale |= failed.values().removeIf(one -> endOf(one) < since);
    restarted.values().removeIf(at -> at.plus(RESTARTED_LATELY).isBefore(now));
    if (isStale || !restarted.keySet().equals(shown.restarting())) {
      shown = shown.next(sorted(), Set.copyOf(restarted.keySet()));
      isStale = false;
    }
    return shown;
  }

  /// It may have run for days before it failed.
  private static long endOf(Reservation failed) {
    return Math.max(failed.result().epoch(), failed.epoch());
  }

  private List<Reservation> sorted() {
    var all = new ArrayList<>(live.values());
    unpaid.values().forEach(own -> all.addAll(own.values()));
    all.addAll(failed.values());
    all.sort(Comparator.comparingLong(Reservation::id));
    return all;
  }

  /// @return what is shown, by its id
  Optional<Reservation> find(long id) {
    return Optional.ofNullable(live.get(id))
        .or(() -> unpaid.values().stream().flatMap(own -> of(own, id)).findFirst())
        .or(() -> Optional.ofNullable(failed.get(id)));
  }

  private static Stream<Reservation> of(Map<Long, Reservation> own, long id) {
    return Stream.ofNullable(own.get(id));
  }

  /// @return the same, or one of those that ended last
  Optional<Reservation> remembered(long id) {
    return find(id).or(() -> Optional.ofNullable(ended.get(id)));
  }

  /// @param gwid of a workload, e.g. `3-1`
  /// @return the number of its reservation; 0 if the text has none
  static long idOf(String gwid) {
    var end = gwid.indexOf('-');
    return end > 0 && end <= LONGEST_ID && gwid.chars().limit(end).allMatch(Reserved::isDigit)
        ? Long.parseLong(gwid.substring(0, end))
        : 0;
  }

  private static boolean isDigit(int letter) {
    return letter >= '0' && letter <= '9';
  }

  /// @return whether there may be one with that number: the explorer counts upwards
  boolean mayExist(long id) {
    return id > 0 && id <= newest;
  }
}
