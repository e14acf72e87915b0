package io.coredeck.explorer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.registry.AuditEntry;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// People in a SQLite file.
class SqlitePeopleStoreTest extends PeopleStoreContract {
  @TempDir private Path dir;

  @Override
  Store open() throws Exception {
    return Store.open(url());
  }

  private String url() {
    return "jdbc:sqlite:" + dir.resolve("explorer.db");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE audit SET actor = 'nobody'",
        "UPDATE audit SET id = 99 WHERE id = 3",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE id = 3",
        "INSERT OR REPLACE INTO audit SELECT id, 0, 0, '', '', '', '', '', '', '' FROM audit",
        "INSERT INTO audit SELECT 1, 0, 0, '', '', '', '', '', '', ''",
        "UPDATE OR REPLACE audit SET id = 2 WHERE id = 3",
        "DELETE FROM audit_retention",
        "INSERT INTO audit_retention VALUES (99)"
      })
  void the_database_refuses_what_changes_what_people_did(String statement) throws Exception {
    for (var i = 0; i < 3; i++) {
      var entry = new AuditEntry(0, 5, 1, "ines", "key", "", "do.it", "", AuditEntry.Result.OK, "");
      store.write(w -> w.people().add(entry));
    }
    store.write(w -> {
      w.people().pruneAudit(0, 2, 2, 2);
      return 0;
    });
    try (var database = DriverManager.getConnection(url());
        var sql = database.createStatement()) {
      assertThatThrownBy(() -> sql.execute(statement))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("the audit only grows");
      var count = sql.executeQuery("SELECT count(*) FROM audit WHERE actor = 'ines'");
      assertThat(count.getInt(1)).isEqualTo(2);
    }
  }
}
