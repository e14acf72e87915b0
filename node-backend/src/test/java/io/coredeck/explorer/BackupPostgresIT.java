package io.coredeck.explorer;

import io.coredeck.testkit.TestPostgres;

/// Backups of a PostgreSQL, and from SQLite to it and back.
class BackupPostgresIT extends CopiedRecords {
  @Override
  String emptyDatabase() throws Exception {
    return TestPostgres.database();
  }
}
