package io.coredeck.explorer.store;

import io.coredeck.testkit.TestPostgres;
import java.sql.SQLException;

/// People in a PostgreSQL.
class PostgresPeopleStoreIT extends PeopleStoreContract {
  private final String url = TestPostgres.database();

  PostgresPeopleStoreIT() throws SQLException {}

  @Override
  Store open() throws Exception {
    return Store.open(url);
  }
}
