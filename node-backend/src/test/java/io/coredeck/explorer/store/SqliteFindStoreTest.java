package io.coredeck.explorer.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// Lists in a SQLite file.
class SqliteFindStoreTest extends FindStoreContract {
  @TempDir private Path dir;

  @Override
  Store open() throws Exception {
    return Store.open(url());
  }

  @Override
  String url() {
    return "jdbc:sqlite:" + dir.resolve("explorer.db");
  }
}
