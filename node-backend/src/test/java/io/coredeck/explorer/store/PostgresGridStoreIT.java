package io.coredeck.explorer.store;

import io.coredeck.testkit.TestPostgres;
import java.sql.SQLException;

/// Nodes, work and pools in a PostgreSQL.
class PostgresGridStoreIT extends GridStoreContract {
  private final String url = TestPostgres.database();

  PostgresGridStoreIT() throws SQLException {}

  @Override
  Store open() throws Exception {
    return Store.open(url);
  }
}
