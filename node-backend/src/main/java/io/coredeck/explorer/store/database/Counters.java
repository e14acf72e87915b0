package io.coredeck.explorer.store.database;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// The last number given to each kind of record. A number is never given twice.
public final class Counters {
  private final Handle handle;

  public Counters(Handle handle) {
    this.handle = handle;
  }

  /// @return a new number
  public long next(String kind) {
    return next(kind, 1);
  }

  /// @param many how many new numbers are given, one after the other
  /// @return the last of them
  public long next(String kind, int many) {
    return handle
        .createQuery("UPDATE counters SET last = last + :many WHERE kind = :kind RETURNING last")
        .bind("many", many)
        .bind("kind", kind)
        .mapTo(Long.class)
        .one();
  }

  /// @param kinds different ones
  /// @return a new number of each, in that order
  public List<Long> next(List<String> kinds) {
    var numbers =
        handle
            .createQuery(
                "UPDATE counters SET last = last + 1 WHERE kind IN (<kinds>) RETURNING kind, last")
            .bindList("kinds", kinds)
            .map((row, _) -> Map.entry(row.getString("kind"), row.getLong("last")))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return kinds.stream().map(numbers::get).toList();
  }

  /// @return the last number given; 0 if there is none
  public long last(String kind) {
    return handle.select("SELECT last FROM counters WHERE kind = ?", kind).mapTo(Long.class).one();
  }
}
