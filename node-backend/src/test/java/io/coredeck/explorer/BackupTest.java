package io.coredeck.explorer;

/// Backups of a SQLite file.
class BackupTest extends CopiedRecords {
  @Override
  String emptyDatabase() {
    return "jdbc:sqlite:" + folder.resolve("other.db");
  }
}
