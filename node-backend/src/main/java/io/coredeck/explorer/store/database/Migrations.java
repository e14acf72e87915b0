package io.coredeck.explorer.store.database;

import java.io.IOException;
import java.util.ArrayList;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings the schema up to date, forward only.
final class Migrations {
  private static final String PLACE = "classpath:io/coredeck/explorer/store/migrations";

  private Migrations() {}

  /// @throws IOException if a newer version has written it, or it cannot be migrated
  static void run(DatabaseUrl url, DataSource source) throws IOException {
    try {
      var flyway = Flyway.configure().dataSource(source).locations(PLACE).load();
      var unknown = new ArrayList<String>();
      for (var migration : flyway.info().applied()) {
        if (!migration.getState().isResolved()) {
          unknown.add(String.valueOf(migration.getVersion()));
        }
      }
      if (!unknown.isEmpty()) {
        throw new IOException(
            "%s: its schema has versions this program does not know: %s; start the newer program that wrote it, or restore a backup from before"
                .formatted(url, String.join(", ", unknown)));
      }
      flyway.migrate();
    } catch (FlywayException e) {
      throw Database.cannotBeOpened(url, e);
    }
  }
}
