package io.coredeck.dashboard.grid;

import io.coredeck.model.Reservation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reservations at one moment, and what is made of them, kept for all who look. May be used by many
/// threads.
public final class Reservations {

  static final Reservations NONE = new Reservations(List.of(), Set.of(), Map.of());

  private final List<Reservation> list;
  private final Set<Long> restarting;
  private final Map<Made<?>, Once> made = new ConcurrentHashMap<>();

  // Guarded by this.
  private Map<Long, Reservations> before;
  private @Nullable Map<Long, Reservations> owned;

  private Reservations(
      List<Reservation> list, Set<Long> restarting, Map<Long, Reservations> before) {
    this.list = List.copyOf(list);
    this.restarting = Set.copyOf(restarting);
    this.before = before;
  }

  static Reservations of(List<Reservation> list) {
    return new Reservations(list, Set.of(), Map.of());
  }

  /// @param ids of those that restarted lately
  /// @return what comes after these; what is one person's and did not change stays the same object
  synchronized Reservations next(List<Reservation> later, Set<Long> ids) {
    return new Reservations(later, ids, owned == null ? before : owned);
  }

  /// @return all of them, oldest first; always the same list
  public List<Reservation> list() {
    return list;
  }

  /// @return whether it ended by itself and was started again, within the last minutes
  public boolean isRestarting(Reservation one) {
    return restarting.contains(one.id());
  }

  Set<Long> restarting() {
    return restarting;
  }

  /// @param tid a user of the grid
  /// @return that user's
  synchronized Reservations of(long tid) {
    if (owned == null) {
      owned = byOwner();
      before = Map.of();
    }
    return owned.getOrDefault(tid, NONE);
  }

  private Map<Long, Reservations> byOwner() {
    var lists = new HashMap<Long, List<Reservation>>();
    for (var one : list) {
      lists.computeIfAbsent(one.customerTid(), _ -> new ArrayList<>()).add(one);
    }
    var all = new HashMap<Long, Reservations>();
    lists.forEach((tid, own) -> all.put(tid, own(own, before.getOrDefault(tid, NONE))));
    return all;
  }

  private Reservations own(List<Reservation> own, Reservations known) {
    var ids =
        restarting.isEmpty()
            ? Set.<Long>of()
            : own.stream()
                .map(Reservation::id)
                .filter(restarting::contains)
                .collect(Collectors.toSet());
    return known.isExactly(own) && known.restarting.equals(ids)
        ? known
        : new Reservations(own, ids, Map.of());
  }

  @SuppressWarnings("ReferenceEquality") // the watch makes a new one for every change
  private boolean isExactly(List<Reservation> others) {
    if (list.size() != others.size()) {
      return false;
    }
    for (var i = 0; i < list.size(); i++) {
      if (list.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("unchecked") // what a Made<T> makes is a T
  <T> T once(Made<T> what) {
    return (T) made.computeIfAbsent(what, _ -> new Once()).get(this, what);
  }

  /// Whoever comes while it is being made waits for it.
  private static final class Once {

    private @Nullable Object value; // guarded by this

    synchronized Object get(Reservations all, Made<?> what) {
      if (value == null) {
        value = Objects.requireNonNull(what.of(all));
      }
      return value;
    }
  }
}
