package io.coredeck.explorer.store.find;

import io.coredeck.wire.WireException;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/// Records that were written without what is searched of them. One that nobody can read must not
/// keep the others from being found, nor the explorer from starting.
public final class LateRows {
  private static final System.Logger LOG = System.getLogger(LateRows.class.getName());

  private LateRows() {}

  /// A record as it is kept.
  ///
  /// @param id its number
  /// @param document JSON
  record Row(long id, String document) {}

  /// Writes the records of a table again that have no words yet, at most so many at once, and not
  /// more than {@link Conditions#MOST_CHARACTERS}.
  ///
  /// @param table with columns `id`, `words` and `document`
  /// @param read makes a record of its JSON
  /// @param write what makes its row
  /// @return how many there were
  public static <T> int again(
      Handle handle, String table, int most, Function<String, T> read, Consumer<T> write) {
    var late =
        Conditions.first(
            handle
                .select(
                    "SELECT id, document FROM %s WHERE words IS NULL LIMIT ?".formatted(table),
                    most)
                .setFetchSize(Conditions.ROWS_AT_ONCE)
                .map((row, _) -> new Row(row.getLong("id"), row.getString("document"))),
            Row::document);
    for (var row : late) {
      read(table, row, read)
          .ifPresentOrElse(
              write,
              () ->
                  handle.execute(
                      "UPDATE %s SET words = '' WHERE id = ?".formatted(table), row.id()));
    }
    return late.size();
  }

  /// @return the record; empty, and said in the log, if nobody can read it
  static <T> Optional<T> read(String table, Row row, Function<String, T> read) {
    try {
      return Optional.of(read.apply(row.document()));
    } catch (WireException e) {
      LOG.log(
          Level.ERROR,
          "{0} {1} of the database cannot be read and is not found by searches: {2}; restore it from a copy",
          table,
          Long.toString(row.id()),
          e.getMessage());
      return Optional.empty();
    }
  }
}
