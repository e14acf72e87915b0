package io.coredeck.explorer.store.database;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings the schema up to date, forward only. What both databases say alike is in one folder, what
/// each says in its own words in another.
final class Migrations {
  private static final String PLACE = "classpath:io/coredeck/explorer/store/";
  private static final String SHARED = PLACE + "migrations";

  private Migrations() {}

  private static String own(DatabaseUrl url) {
    return PLACE + url.kind().name().toLowerCase(Locale.ROOT);
  }

  /// @throws IOException if a newer version has written it, or it cannot be migrated
  static void run(DatabaseUrl url, DataSource source) throws IOException {
    try {
      var flyway = Flyway.configure().dataSource(source).locations(SHARED, own(url)).load();
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
