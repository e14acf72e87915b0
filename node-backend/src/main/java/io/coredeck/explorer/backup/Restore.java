package io.coredeck.explorer.backup;

import io.coredeck.explorer.store.database.Database;
import io.coredeck.wire.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/// Puts a copy in the place of all records, in one transaction.
///
/// No number is given twice: what was created after the copy was made is still known to nodes, so
/// all numbers go on above those of the copy and of the records before.
final class Restore {

  /// Rows written at once.
  private static final int ROWS_TOGETHER = 500;

  private final Handle handle;
  private final Map<String, List<String>> tables;
  private final Map<String, Long> countersBefore = new HashMap<>();
  private @Nullable JsonValue head;
  private @Nullable PreparedBatch batch;
  private int columns;
  private long rows;

  private Restore(Handle handle) {
    this.handle = handle;
    tables = Tables.of(handle);
  }

  /// What is wanted.
  ///
  /// @param isForced whether records and another key file may be replaced
  /// @param skip how many numbers of each kind are left out for what was created after the copy
  record Wish(Path file, boolean isForced, long skip) {}

  /// @param sealFile gets the key of the copy, if it has it and the passphrase is given
  /// @return how many rows there are now, and whether the key file is the right one
  /// @throws IOException if it cannot be put back; then nothing has changed
  static Done run(Database database, Path sealFile, Optional<Passphrase> passphrase, Wish wish)
      throws IOException {
    CopyFile.read(wish.file(), _ -> {}); // damaged ones end here
    try (var key = new KeyFile(sealFile)) {
      var done =
          database
              .writing()
              .inTransaction(handle -> records(database, handle, key, passphrase, wish));
      key.replace();
      return done;
    }
  }

  private static Done records(
      Database database, Handle handle, KeyFile key, Optional<Passphrase> passphrase, Wish wish)
      throws IOException {
    database.beAlone(handle);
    if (!wish.isForced() && !Tables.areEmpty(handle)) {
      throw new BackupException(
          "the database holds records; restore into an empty one, or replace them all with --force");
    }
    var restore = new Restore(handle);
    restore.empty();
    CopyFile.read(wish.file(), restore::take);
    restore.flush();
    restore.raiseCounters(wish.skip());
    return new Done(restore.rows, restore.key(key, passphrase, wish));
  }

  /// How it went.
  ///
  /// @param hasKey whether the key file is the one that people's keys are sealed with
  record Done(long rows, boolean hasKey) {}

  private void empty() {
    handle
        .createQuery("SELECT kind, last FROM " + Tables.COUNTERS)
        .map((row, _) -> countersBefore.put(row.getString("kind"), row.getLong("last")))
        .list();
    Tables.empty(handle, tables.keySet());
  }

  private void take(JsonValue line) throws BackupException {
    if (head == null) {
      checkHead(line);
      head = line;
    } else if (line.isObject()) {
      flush();
      begin(line.member("table").text(), line.member("columns").texts());
    } else if (batch == null || line.items().size() != columns) {
      throw new BackupException("a row of the backup does not fit its table; take another");
    } else {
      var values = line.items();
      for (var i = 0; i < columns; i++) {
        bind(batch, i, values.get(i));
      }
      batch.add();
      rows++;
      if (batch.size() == ROWS_TOGETHER) {
        batch.execute();
      }
    }
  }

  private void checkHead(JsonValue line) throws BackupException {
    if (!line.isObject() || !line.member("backup").text().equals(Backup.KIND)) {
      throw new BackupException("the file is no backup of an explorer");
    }
    var schema = Tables.schema(handle);
    if (line.member("format").integer() != Backup.FORMAT
        || !line.member("schema").text().equals(schema)) {
      throw new BackupException(
          "the backup has format %d and schema %s, this program %d and %s; restore it with the version of Coredeck that made it, then start the newer one"
              .formatted(
                  line.member("format").integer(),
                  line.member("schema").text(),
                  Backup.FORMAT,
                  schema));
    }
  }

  private void begin(String table, List<String> names) throws BackupException {
    var known = tables.get(table);
    if (known == null || !known.containsAll(names)) {
      throw new BackupException(
          "the backup has a table '%s' that this program does not know".formatted(table));
    }
    columns = names.size();
    batch =
        handle.prepareBatch(
            "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(
                    table,
                    String.join(", ", names),
                    names.stream().map(_ -> "?").collect(Collectors.joining(", "))));
  }

  private static void bind(PreparedBatch batch, int position, JsonValue value) {
    if (!value.isPresent()) {
      batch.bindNull(position, Types.NULL);
    } else if (value.isText()) {
      batch.bind(position, value.text());
    } else if (value.isNumber() && value.json().matches("-?\\d+")) {
      batch.bind(position, value.integer());
    } else {
      batch.bind(position, value.decimal());
    }
  }

  private void flush() {
    var open = batch;
    batch = null;
    if (open != null) {
      try (open) {
        if (open.size() > 0) {
          open.execute();
        }
      }
    }
  }

  /// Who follows changes is told of all workloads again: their changes come after all that were.
  ///
  /// Answers to repeated calls keep their numbers: nobody else knows those, and the oldest are
  /// forgotten by them.
  private void raiseCounters(long skip) {
    var before = countersBefore.getOrDefault("change", 0L);
    var restored =
        handle.select("SELECT last FROM counters WHERE kind = ?", "change").mapTo(Long.class).one();
    var offset = Math.max(before, restored) + skip;
    handle.execute("UPDATE workloads SET changed = changed + ?", offset);
    handle.execute("UPDATE workload_index SET changed = changed + ?", offset); // not made again
    countersBefore.put("change", offset + restored);
    for (var kind :
        handle
            .select(
                "SELECT kind FROM counters WHERE kind NOT IN (?, ?)", "repeat", "stranger-repeat")
            .mapTo(String.class)
            .list()) {
      handle.execute(
          "UPDATE counters SET last = CASE WHEN last > ? THEN last ELSE ? END + ? WHERE kind = ?",
          countersBefore.getOrDefault(kind, 0L),
          countersBefore.getOrDefault(kind, 0L),
          skip,
          kind);
    }
  }

  /// @return whether the key file is the copy's now, or will be once it is replaced
  private boolean key(KeyFile file, Optional<Passphrase> passphrase, Wish wish) throws IOException {
    if (head == null) {
      throw new BackupException("the backup is empty; take another");
    }
    var wanted = head.member("key_sha256").text();
    var present = file.present();
    if (wanted.isEmpty() || Backup.checksum(present).equals(wanted)) {
      return true;
    }
    if (passphrase.isEmpty() || !head.member("key").isPresent()) {
      return false;
    }
    if (!present.isEmpty() && !wish.isForced()) {
      throw new BackupException(
          file.path() + ": holds another key than the backup's; replace it with --force");
    }
    file.prepare(passphrase.get().open(head.member("key")));
    return true;
  }
}
