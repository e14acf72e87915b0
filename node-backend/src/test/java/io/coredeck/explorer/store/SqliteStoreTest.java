package io.coredeck.explorer.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The store in a SQLite file.
class SqliteStoreTest extends StoreContract {
  @TempDir private Path dir;

  @Override
  Store open() throws Exception {
    return Store.open(url());
  }

  private String url() {
    return "jdbc:sqlite:" + dir.resolve("explorer.db");
  }

  @Test
  void only_the_owner_may_read_the_file() throws Exception {
    var permissions = Files.getPosixFilePermissions(dir.resolve("explorer.db"));
    assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
  }

  @Test
  void a_schema_of_a_newer_version_is_refused_with_what_to_do() throws Exception {
    try (var database = DriverManager.getConnection(url());
        var statement = database.createStatement()) {
      statement.execute(
          "INSERT INTO flyway_schema_history SELECT 99, '99', 'later', 'SQL', 'V99__later.sql', 0, installed_by, installed_on, 0, 1 FROM flyway_schema_history WHERE installed_rank = 1");
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("99")
        .hasMessageContaining("start the newer program");
  }

  @Test
  void a_missing_folder_and_another_database_are_said_in_one_sentence() {
    assertThatThrownBy(() -> Store.open("jdbc:sqlite:" + dir.resolve("no/such.db")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("its folder must exist");
    assertThatThrownBy(() -> Store.open("jdbc:postgresql://db"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("it must be jdbc:sqlite:FILE");
  }

  @Test
  void a_file_that_is_no_database_is_said_so() throws Exception {
    var file = Files.writeString(dir.resolve("text"), "hello, this is not a database file at all");
    assertThatThrownBy(() -> Store.open("jdbc:sqlite:" + file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be opened");
  }

  @Test
  void a_lost_connection_passes_and_a_broken_store_does_not() {
    assertThat(SqlStore.isLost(new ConnectionException(new SQLException("gone", "08006"))))
        .isTrue();
    assertThat(SqlStore.isLost(new ConnectionException(new SQLException("stops", "57P01"))))
        .isTrue();
    assertThat(SqlStore.isLost(new ConnectionException(new SQLException("full", "53100"))))
        .isFalse();
    assertThat(SqlStore.isLost(new ConnectionException(new SQLException("unknown")))).isFalse();
  }
}
