package io.coredeck.explorer.store;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/// People in a SQLite file.
class SqlitePeopleStoreTest extends PeopleStoreContract {
  @TempDir private Path dir;

  @Override
  Store open() throws Exception {
    return Store.open(url());
  }

  @Override
  String url() {
    return "jdbc:sqlite:" + dir.resolve("explorer.db");
  }

  @Override
  List<String> forbidden() {
    return List.of(
        "INSERT OR REPLACE INTO audit SELECT id, 0, 0, '', '', '', '', '', '', '' FROM audit",
        "INSERT INTO audit SELECT 1, 0, 0, '', '', '', '', '', '', ''",
        "UPDATE OR REPLACE audit SET id = 2 WHERE id = 3");
  }
}
