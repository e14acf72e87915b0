package io.coredeck.dashboard.widget.list;

import java.util.Comparator;
import java.util.Optional;

/// A column of a list.
///
/// @param <R> rows
/// @param key in the page's address; `state` and `name` are what a row is known by
/// @param header what it is called; empty for what a person can do
/// @param cell what stands in it
/// @param order by which it is sorted; empty if it cannot be
/// @param width what it has at least, px
/// @param grow how much of what is left it gets
/// @param isNumber whether it is aligned to the end
/// @param turn in which it gives way where there is no room for all, from 1; 0 for never
public record Column<R>(
    String key,
    String header,
    Cell<R> cell,
    Optional<Comparator<R>> order,
    int width,
    int grow,
    boolean isNumber,
    int turn) {

  public static <R> Column<R> of(String key, String header, Cell<R> cell, int width) {
    return new Column<>(key, header, cell, Optional.empty(), width, 0, false, 0);
  }

  public Column<R> sortedBy(Comparator<R> other) {
    return new Column<>(key, header, cell, Optional.of(other), width, grow, isNumber, turn);
  }

  public Column<R> growing(int share) {
    return new Column<>(key, header, cell, order, width, share, isNumber, turn);
  }

  public Column<R> asNumber() {
    return new Column<>(key, header, cell, order, width, grow, true, turn);
  }

  /// @param now turn until which others have given way
  /// @return whether it has given way too
  boolean hasGone(int now) {
    return turn != 0 && turn <= now;
  }

  /// @param when in which turn, from 1
  public Column<R> givingWay(int when) {
    return new Column<>(key, header, cell, order, width, grow, isNumber, when);
  }
}
