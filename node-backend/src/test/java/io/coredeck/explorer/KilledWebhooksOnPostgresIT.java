package io.coredeck.explorer;

import io.coredeck.testkit.TestPostgres;
import java.sql.SQLException;

/// Two explorers with a PostgreSQL are killed while they tell of changes.
class KilledWebhooksOnPostgresIT extends KilledWebhooks {
  private final String url = TestPostgres.database();

  KilledWebhooksOnPostgresIT() throws SQLException {}

  @Override
  String database() {
    return url;
  }

  @Override
  int explorers() {
    return 2;
  }
}
