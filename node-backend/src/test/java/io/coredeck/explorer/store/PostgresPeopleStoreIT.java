package io.coredeck.explorer.store;

import io.coredeck.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.List;

/// People in a PostgreSQL.
class PostgresPeopleStoreIT extends PeopleStoreContract {
  private final String url = TestPostgres.database();

  PostgresPeopleStoreIT() throws SQLException {}

  @Override
  Store open() throws Exception {
    return Store.open(url);
  }

  @Override
  String url() {
    return url;
  }

  @Override
  List<String> forbidden() {
    return List.of(
        "TRUNCATE audit",
        "TRUNCATE audit CASCADE",
        "TRUNCATE audit_retention",
        "WITH gone AS (DELETE FROM audit RETURNING id) SELECT count(*) FROM gone",
        "DELETE FROM audit USING audit_retention WHERE audit.id > audit_retention.upto");
  }
}
