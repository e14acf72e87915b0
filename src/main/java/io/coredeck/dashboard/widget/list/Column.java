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
/// @param width CSS, what it has at least
/// @param grow how much of what is left it gets
/// @param isNumber whether it is aligned to the end
public record Column<R>(
    String key,
    String header,
    Cell<R> cell,
    Optional<Comparator<R>> order,
    String width,
    int grow,
    boolean isNumber) {

  public static <R> Column<R> of(String key, String header, Cell<R> cell, String width) {
    return new Column<>(key, header, cell, Optional.empty(), width, 0, false);
  }

  public Column<R> sortedBy(Comparator<R> other) {
    return new Column<>(key, header, cell, Optional.of(other), width, grow, isNumber);
  }

  public Column<R> growing(int share) {
    return new Column<>(key, header, cell, order, width, share, isNumber);
  }

  public Column<R> asNumber() {
    return new Column<>(key, header, cell, order, width, grow, true);
  }
}
