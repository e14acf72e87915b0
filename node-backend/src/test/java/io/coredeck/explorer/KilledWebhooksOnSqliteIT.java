package io.coredeck.explorer;

/// An explorer with a SQLite file is killed while it tells of changes.
class KilledWebhooksOnSqliteIT extends KilledWebhooks {
  @Override
  String database() {
    return "jdbc:sqlite:" + folder.resolve("explorer.db");
  }

  @Override
  int explorers() {
    return 1;
  }
}
