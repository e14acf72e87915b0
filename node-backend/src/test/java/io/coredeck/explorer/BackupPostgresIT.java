package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.store.Store;
import io.coredeck.testkit.TestPostgres;
import org.junit.jupiter.api.Test;

/// Backups of a PostgreSQL, and from SQLite to it and back.
class BackupPostgresIT extends CopiedRecords {
  @Test
  void nothing_is_put_back_while_another_explorer_works_on_the_database() throws Exception {
    var database = emptyDatabase();
    var config = config("own", database);
    var file = folder.resolve("copy");
    try (var _ = Store.open(database)) {
      assertThat(run("backup", config, file)).isZero();
      assertThat(run("restore", config, "--force", file)).isEqualTo(1);
    }
    assertThat(run("restore", config, "--force", file)).isZero();
  }

  @Override
  String emptyDatabase() throws Exception {
    return TestPostgres.database();
  }
}
