package io.coredeck.explorer.store;

import io.coredeck.testkit.TestPostgres;
import java.sql.SQLException;

/// Lists in a PostgreSQL.
class PostgresFindStoreIT extends FindStoreContract {
  private final String url = TestPostgres.database();

  PostgresFindStoreIT() throws SQLException {}

  @Override
  Store open() throws Exception {
    return Store.open(url);
  }

  @Override
  String url() {
    return url;
  }
}
