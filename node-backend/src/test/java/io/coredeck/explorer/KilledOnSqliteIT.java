package io.coredeck.explorer;

/// An explorer with a SQLite file is killed.
class KilledOnSqliteIT extends KilledExplorer {
  @Override
  String database() {
    return "jdbc:sqlite:" + folder.resolve("explorer.db");
  }
}
