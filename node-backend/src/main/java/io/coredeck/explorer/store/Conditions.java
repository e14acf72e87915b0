package io.coredeck.explorer.store;

import io.coredeck.explorer.store.Page.Slice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;

/// The WHERE of a list, made of what a {@link Filter} really asks for, so that the database can use
/// its indexes.
final class Conditions {
  /// Rows that come from the database at once where only the first may be wanted.
  static final int ROWS_AT_ONCE = 50;

  private final List<String> parts = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  /// @param comparison e.g. `name =`; the value follows
  Conditions and(boolean wanted, String comparison, Object value) {
    if (wanted) {
      var name = "v" + parts.size();
      parts.add(comparison + " :" + name);
      values.put(name, value);
    }
    return this;
  }

  Conditions and(String comparison, String value) {
    return and(!value.isEmpty(), comparison, value);
  }

  /// @param column its text must contain the value, in any case
  Conditions contains(String column, String value) {
    var pattern = value.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
    return like(!value.isEmpty(), column, "%" + pattern + "%");
  }

  /// @param column its text must begin so
  Conditions begins(boolean wanted, String column, String value) {
    return like(wanted, column, value.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%");
  }

  private Conditions like(boolean wanted, String column, String pattern) {
    if (wanted) {
      var name = "v" + parts.size();
      parts.add("lower(%s) LIKE :%s ESCAPE '!'".formatted(column, name));
      values.put(name, pattern);
    }
    return this;
  }

  /// @return e.g. ` WHERE name = :v0`; empty if everything fits
  String where() {
    return parts.isEmpty() ? "" : " WHERE " + String.join(" AND ", parts);
  }

  /// @return what the names in {@link #where} stand for
  Map<String, Object> values() {
    return Collections.unmodifiableMap(values);
  }

  /// @return a part of the table's documents that fit, ascending by number; fewer if all would be
  ///   longer than {@link Reading#MOST_CHARACTERS}
  <T> Page<T> page(Handle handle, String table, Slice slice, Function<String, T> read) {
    var rows =
        handle
            .createQuery(
                "SELECT document FROM "
                    + table
                    + where()
                    + " ORDER BY id LIMIT :limit OFFSET :offset")
            .bindMap(values)
            .bind("limit", slice.wanted())
            .bind("offset", slice.offset())
            .setFetchSize(ROWS_AT_ONCE)
            .mapTo(String.class);
    var documents = first(rows, Function.identity());
    return new Page<>(documents.stream().map(read).toList(), count(handle, table));
  }

  /// @return how many rows of the table fit
  long count(Handle handle, String table) {
    return handle
        .createQuery("SELECT count(*) FROM " + table + where())
        .bindMap(values)
        .mapTo(Long.class)
        .one();
  }

  /// @return rows until they have {@link Reading#MOST_CHARACTERS} together
  static <T> List<T> first(ResultIterable<T> rows, Function<T, String> text) {
    return first(rows, text, Reading.MOST_CHARACTERS);
  }

  static <T> List<T> first(ResultIterable<T> rows, Function<T, String> text, long most) {
    var first = new ArrayList<T>();
    var characters = 0L;
    try (var all = rows.iterator()) {
      while (all.hasNext() && characters < most) {
        var row = all.next();
        characters += text.apply(row).length();
        first.add(row);
      }
    }
    return first;
  }
}
