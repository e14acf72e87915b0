package io.coredeck.explorer.store.find;

import io.coredeck.explorer.store.find.Field.Form;
import io.coredeck.explorer.store.find.Query.Part;
import io.coredeck.explorer.store.find.Query.Position;
import io.coredeck.explorer.store.find.Query.Wish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// Finds records. First their numbers, from narrow rows, then the records of a page.
public final class Finder {

  /// Records read at once: the longest have some 100 000 characters.
  public static final int PIECE = 25;

  private final Handle handle;

  public Finder(Handle handle) {
    this.handle = handle;
  }

  /// @return the numbers of the records that fit; as many as the part says in memory
  public Keys keys(Query query, Part part) {
    var rows =
        handle
            .createQuery(sql(query, part))
            .bindMap(conditions(query, part.after()).values())
            .bind("limit", part.size() + 1)
            .bind("offset", part.offset())
            .map((row, _) -> position(query.sort(), row))
            .list();
    var hasMore = rows.size() > part.size();
    var wanted = hasMore ? rows.subList(0, part.size()) : rows;
    return new Keys(
        wanted.stream().map(Position::id).toList(),
        hasMore ? Optional.of(wanted.getLast()) : Optional.empty(),
        part.isCounted()
            ? OptionalLong.of(total(query, part, wanted.size(), hasMore))
            : OptionalLong.empty());
  }

  /// Who has seen the end of the list need not look through it again.
  private long total(Query query, Part part, int found, boolean hasMore) {
    var isWhole = !hasMore && part.after().isEmpty() && (found > 0 || part.offset() == 0);
    return isWhole
        ? part.offset() + found
        : conditions(query, Optional.empty()).count(handle, query.kind().index());
  }

  private static String sql(Query query, Part part) {
    var sort = query.sort().sorted();
    var way = query.isDescending() ? "DESC" : "ASC";
    var order = query.sort() == query.kind().id() ? "id " + way : sort + " " + way + ", id " + way;
    return "SELECT id, %s AS place FROM %s%s ORDER BY %s LIMIT :limit OFFSET :offset"
        .formatted(sort, query.kind().index(), conditions(query, part.after()).where(), order);
  }

  private static Conditions conditions(Query query, Optional<Position> after) {
    var kind = query.kind();
    var texts = new ArrayList<>(kind.texts());
    if (query.isKnown()) {
      texts.addAll(kind.textsForKnown());
    }
    var fits = new Conditions().contains(texts, query.text());
    kind.admission().ifPresent(admitted -> fits.and(true, "admission =", admitted));
    for (var wish : query.wishes()) {
      add(fits, wish);
    }
    for (var field : kind.fields()) {
      var isAsked = query.wishes().stream().anyMatch(wish -> wish.field() == field);
      fits.and(field.isUsuallyFalse() && !isAsked, field.column() + " =", 0);
    }
    if (after.isPresent()) {
      var place = after.get();
      if (query.sort() == kind.id()) {
        fits.behind(List.of("id"), List.of(place.id()), query.isDescending());
      } else {
        var columns = List.of(query.sort().sorted(), "id");
        fits.behind(columns, List.of(place.key(), place.id()), query.isDescending());
      }
    }
    return fits;
  }

  private static void add(Conditions fits, Wish wish) {
    var column = wish.field().column();
    switch (wish.test()) {
      case IS -> fits.isAnyOf(column, wish.values());
      case FROM -> fits.and(true, column + " >=", wish.values().getFirst());
      case BEFORE -> fits.and(true, column + " <", wish.values().getFirst());
    }
  }

  private static Position position(Field sort, ResultSet row) throws SQLException {
    Object key =
        sort.isText()
            ? row.getString("place")
            : sort.form() == Form.AMOUNT ? (Object) row.getDouble("place") : row.getLong("place");
    return new Position(key, row.getLong("id"));
  }

  /// @param ids {@link #PIECE} at most
  /// @return the records of a kind that keeps them as JSON, in that order; without those that are
  ///   not there
  public List<String> documents(Kind kind, List<Long> ids) {
    return rows(kind, ids, (row, _) -> entry(row, (_, text) -> text), "id, document");
  }

  /// @param made makes a record of its number and its JSON
  /// @return the first of the records, in that order, until they have {@link
  ///   Conditions#MOST_CHARACTERS}
  public <T> List<T> first(
      Kind kind, List<Long> ids, BiFunction<Long, String, T> made, Function<T, String> text) {
    var first = new ArrayList<T>();
    var length = 0L;
    for (var from = 0; from < ids.size() && length < Conditions.MOST_CHARACTERS; from += PIECE) {
      var piece = ids.subList(from, Math.min(ids.size(), from + PIECE));
      for (var one : rows(kind, piece, (row, _) -> entry(row, made), "id, document")) {
        first.add(one);
        length += text.apply(one).length();
      }
    }
    return first;
  }

  private static <T> Map.Entry<Long, T> entry(ResultSet row, BiFunction<Long, String, T> made)
      throws SQLException {
    var id = row.getLong("id");
    return Map.entry(id, made.apply(id, row.getString("document")));
  }

  /// @param read makes a row of the kind's table a record with its number
  /// @return as {@link #documents}, of any kind
  public <T> List<T> rows(Kind kind, List<Long> ids, RowMapper<Map.Entry<Long, T>> read) {
    return rows(kind, ids, read, "*");
  }

  private <T> List<T> rows(
      Kind kind, List<Long> ids, RowMapper<Map.Entry<Long, T>> read, String columns) {
    if (ids.isEmpty()) {
      return List.of();
    }
    var fits = new Conditions().isAnyOf("id", ids);
    var found = new HashMap<Long, T>();
    handle
        .createQuery("SELECT %s FROM %s%s".formatted(columns, kind.table(), fits.where()))
        .bindMap(fits.values())
        .map(read)
        .forEach(row -> found.put(row.getKey(), row.getValue()));
    return ids.stream().flatMap(id -> Optional.ofNullable(found.get(id)).stream()).toList();
  }
}
