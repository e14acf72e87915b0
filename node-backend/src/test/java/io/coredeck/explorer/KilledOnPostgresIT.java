package io.coredeck.explorer;

import io.coredeck.testkit.TestPostgres;
import java.sql.SQLException;

/// An explorer with a PostgreSQL is killed.
class KilledOnPostgresIT extends KilledExplorer {
  private final String url = TestPostgres.database();

  KilledOnPostgresIT() throws SQLException {}

  @Override
  String database() {
    return url;
  }
}
