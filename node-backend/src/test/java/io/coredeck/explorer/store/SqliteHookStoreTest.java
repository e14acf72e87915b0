package io.coredeck.explorer.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// Webhooks in a SQLite file.
class SqliteHookStoreTest extends HookStoreContract {
  @TempDir private Path dir;

  @Override
  Store open() throws Exception {
    return Store.open("jdbc:sqlite:" + dir.resolve("explorer.db"));
  }
}
