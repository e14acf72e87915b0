package io.coredeck.explorer.store.database;

import io.coredeck.explorer.store.database.Database.Schema;
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

  /// @throws IOException if a newer version has written it, it cannot be migrated, or may not be
  static void run(DatabaseUrl url, DataSource source, Schema schema) throws IOException {
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
      if (schema == Schema.AS_IT_IS && flyway.info().pending().length > 0) {
        throw new IOException(
            "%s: its schema is older than this program; take the program that wrote it, or start the explorer of this one once, which brings it up to date"
                .formatted(url));
      }
      flyway.migrate();
    } catch (FlywayException e) {
      throw Database.cannotBeOpened(url, e);
    }
  }
}
