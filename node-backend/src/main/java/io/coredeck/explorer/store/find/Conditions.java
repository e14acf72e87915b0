package io.coredeck.explorer.store.find;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterable;

/// The WHERE of a list, made of what is really asked for, so that the database can use its indexes.
/// Columns are ours; what a caller says is a value, bound by name.
public final class Conditions {
  /// Rows that come from the database at once where only the first may be wanted.
  public static final int ROWS_AT_ONCE = 50;

  /// Characters of records that are read at once, but always one whole record.
  public static final int MOST_CHARACTERS = 2 << 20;

  private static final Pattern CAPITALS = Pattern.compile("[A-Z]+");

  private final List<String> parts = new ArrayList<>();
  private final Map<String, Object> values = new LinkedHashMap<>();

  /// @param comparison e.g. `name =`; the value follows
  public Conditions and(boolean wanted, String comparison, Object value) {
    if (wanted) {
      var name = "v" + parts.size();
      parts.add(comparison + " :" + name);
      values.put(name, value);
    }
    return this;
  }

  public Conditions and(String comparison, String value) {
    return and(!value.isEmpty(), comparison, value);
  }

  /// @param column its text must contain the value, in any case
  public Conditions contains(String column, String value) {
    return contains(List.of("lower(" + column + ")"), value);
  }

  /// @param texts SQL of texts in lower case, one of which must contain the value, in any case.
  ///   SQLite leaves capitals as they are that are not of ASCII: so also as it is
  public Conditions contains(List<String> texts, String value) {
    if (!value.isEmpty()) {
      var patterns = List.of(literal(lower(value)), literal(lowerOfAscii(value)));
      var either = new ArrayList<String>();
      for (var pattern : patterns.stream().distinct().toList()) {
        var name = "v%d_%d".formatted(parts.size(), either.size());
        texts.forEach(text -> either.add("%s LIKE :%s ESCAPE '!'".formatted(text, name)));
        values.put(name, "%" + pattern + "%");
      }
      parts.add("(" + String.join(" OR ", either) + ")");
    }
    return this;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String lowerOfAscii(String text) {
    return CAPITALS.matcher(text).replaceAll(found -> lower(found.group()));
  }

  /// @return a pattern of LIKE that means the text itself
  private static String literal(String text) {
    return text.replaceAll("[!%_]", "!$0");
  }

  /// @param wanted one or more
  public Conditions isAnyOf(String column, List<?> wanted) {
    parts.add("%s IN (%s)".formatted(column, bound(wanted)));
    return this;
  }

  /// @param columns by which the rows are sorted, all the same way
  /// @param place their values in a row; those behind it are wanted
  public Conditions behind(List<String> columns, List<Object> place, boolean isDescending) {
    var comparison = isDescending ? "<" : ">";
    parts.add("(%s) %s (%s)".formatted(String.join(", ", columns), comparison, bound(place)));
    return this;
  }

  /// @return the names of values of the next part
  private String bound(List<?> several) {
    var names = new ArrayList<String>();
    for (var value : several) {
      var name = "v%d_%d".formatted(parts.size(), names.size());
      names.add(":" + name);
      values.put(name, value);
    }
    return String.join(", ", names);
  }

  /// @param column its text must begin so
  public Conditions begins(boolean wanted, String column, String value) {
    return like(wanted, "lower(" + column + ")", literal(lower(value)) + "%");
  }

  private Conditions like(boolean wanted, String column, String pattern) {
    if (wanted) {
      var name = "v" + parts.size();
      parts.add("%s LIKE :%s ESCAPE '!'".formatted(column, name));
      values.put(name, pattern);
    }
    return this;
  }

  /// @return e.g. ` WHERE name = :v0`; empty if everything fits
  public String where() {
    return parts.isEmpty() ? "" : " WHERE " + String.join(" AND ", parts);
  }

  /// @return what the names in {@link #where} stand for
  public Map<String, Object> values() {
    return Collections.unmodifiableMap(values);
  }

  /// @return how many rows of the table fit
  public long count(Handle handle, String table) {
    return handle
        .createQuery("SELECT count(*) FROM " + table + where())
        .bindMap(values)
        .mapTo(Long.class)
        .one();
  }

  /// @return rows until they have {@link #MOST_CHARACTERS} together
  public static <T> List<T> first(ResultIterable<T> rows, Function<T, String> text) {
    return first(rows, text, MOST_CHARACTERS);
  }

  public static <T> List<T> first(ResultIterable<T> rows, Function<T, String> text, long most) {
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
