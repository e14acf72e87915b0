package io.coredeck.explorer.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.UnableToProduceResultException;

/// Which tables a database has.
final class Tables {
  static final String COUNTERS = "counters";

  static final String AUDIT = "audit";

  private static final String HISTORY = "flyway_schema_history";

  /// One row that says nothing outside the transaction that removes entries of the audit.
  private static final String RETENTION = "audit_retention";

  /// Who is signed in: ends with a restore, or who has signed out since the copy would be in again.
  private static final String SESSIONS = "sessions";

  private Tables() {}

  /// @return all that hold records, with their columns, by name
  static Map<String, List<String>> of(Handle handle) {
    var tables = new LinkedHashMap<String, List<String>>();
    try {
      var connection = handle.getConnection();
      var about = connection.getMetaData();
      try (var found = about.getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
        while (found.next()) {
          var name = found.getString("TABLE_NAME");
          if (!name.equals(HISTORY)
              && !name.equals(RETENTION)
              && !name.equals(SESSIONS)
              && !name.startsWith("sqlite_")) {
            tables.put(name, List.of());
          }
        }
      }
      for (var table : tables.entrySet()) {
        var columns = new ArrayList<String>();
        try (var found = about.getColumns(null, connection.getSchema(), table.getKey(), "%")) {
          while (found.next()) {
            columns.add(found.getString("COLUMN_NAME"));
          }
        }
        table.setValue(columns);
      }
      return tables;
    } catch (SQLException e) {
      throw new UnableToProduceResultException(e, null);
    }
  }

  /// @return the number of the newest migration
  static String schema(Handle handle) {
    return handle
        .createQuery(
            "SELECT version FROM %s WHERE version IS NOT NULL ORDER BY installed_rank DESC LIMIT 1"
                .formatted(HISTORY))
        .mapTo(String.class)
        .one();
  }

  /// Removes all records. The audit lets nothing go that is not announced: docs/decisions/0056.
  static void empty(Handle handle, Iterable<String> tables) {
    handle.execute(
        "UPDATE %s SET upto = (SELECT coalesce(max(id), 0) FROM %s)".formatted(RETENTION, AUDIT));
    tables.forEach(table -> handle.execute("DELETE FROM " + table));
    handle.execute("DELETE FROM " + SESSIONS);
    handle.execute("UPDATE %s SET upto = 0".formatted(RETENTION));
  }

  /// @return whether no number has been given yet
  static boolean areEmpty(Handle handle) {
    return handle.createQuery("SELECT sum(last) FROM " + COUNTERS).mapTo(Long.class).one() == 0;
  }
}
