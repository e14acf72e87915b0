package io.coredeck.explorer.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// People in a SQLite file.
class SqlitePeopleStoreTest extends PeopleStoreContract {
  @TempDir private Path dir;

  @Override
  Store open() throws Exception {
    return Store.open("jdbc:sqlite:" + dir.resolve("explorer.db"));
  }
}
