package io.coredeck.explorer.store;

import io.coredeck.testkit.TestPostgres;
import java.sql.SQLException;

/// Webhooks in a PostgreSQL.
class PostgresHookStoreIT extends HookStoreContract {
  private final String url = TestPostgres.database();

  PostgresHookStoreIT() throws SQLException {}

  @Override
  Store open() throws Exception {
    return Store.open(url);
  }
}
