package io.coredeck.dashboard.reservations.rows;

import io.coredeck.dashboard.reservations.rows.Row.Kind;
import io.coredeck.dashboard.text.Language;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/// All rows at one moment. What has been filtered and sorted of them is kept for the next who wants
/// the same.
public final class Snapshot {

  /// Different wishes whose rows are kept.
  private static final int MOST_KEPT = 64;

  private final List<Row> all;
  private final Map<Scope, Map<Kind, Part>> parts = new LinkedHashMap<>(); // guarded by this
  private final Map<Wish, List<Row>> kept = // guarded by this
      new LinkedHashMap<>(MOST_KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Wish, List<Row>> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /// Whose rows are seen.
  ///
  /// @param tid whose; empty for everybody's
  public record Scope(Optional<Long> tid) {}

  private record Wish(Scope scope, Kind kind, Choice choice, long tid, Language language) {}

  private record Part(List<Row> rows, List<String> nodes, List<String> networks) {}

  Snapshot(Collection<Row> rows) {
    this.all = List.copyOf(rows);
  }

  /// @return all of a kind, oldest first
  public List<Row> of(Scope scope, Kind kind) {
    return part(scope, kind).rows();
  }

  /// @return the nodes they are on, sorted
  public List<String> nodes(Scope scope, Kind kind) {
    return part(scope, kind).nodes();
  }

  /// @return the networks they are in, sorted
  public List<String> networks(Scope scope, Kind kind) {
    return part(scope, kind).networks();
  }

  private synchronized Part part(Scope scope, Kind kind) {
    if (parts.size() >= MOST_KEPT && !parts.containsKey(scope)) {
      parts.clear();
    }
    return parts
        .computeIfAbsent(scope, _ -> new EnumMap<>(Kind.class))
        .computeIfAbsent(kind, _ -> select(scope, kind));
  }

  private Part select(Scope scope, Kind kind) {
    var rows =
        all.stream()
            .filter(row -> row.kind() == kind)
            .filter(row -> scope.tid().isEmpty() || scope.tid().get() == row.tid())
            .toList();
    return new Part(rows, values(rows, Row::node), values(rows, Row::network));
  }

  private static List<String> values(List<Row> rows, Function<Row, String> column) {
    var values = new TreeSet<String>(String.CASE_INSENSITIVE_ORDER);
    rows.forEach(row -> values.add(column.apply(row)));
    values.remove("");
    return List.copyOf(values);
  }

  /// @param tid the person's own
  /// @return the rows wanted, sorted
  public List<Row> of(Scope scope, Kind kind, Choice choice, long tid) {
    var wish =
        new Wish(
            scope, kind, choice, choice.isMine() ? tid : 0, Language.current()); // words of states
    synchronized (this) {
      var before = kept.get(wish);
      if (before != null) {
        return before;
      }
    }
    var rows = choice.of(of(scope, kind), tid);
    synchronized (this) {
      kept.put(wish, rows);
    }
    return rows;
  }
}
