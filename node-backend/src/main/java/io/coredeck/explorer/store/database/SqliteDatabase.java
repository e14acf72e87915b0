package io.coredeck.explorer.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/// A SQLite file of one explorer: write-ahead log, synced at every commit. Reads do not wait for
/// writes.
final class SqliteDatabase implements Database {
  private static final System.Logger LOG = System.getLogger(SqliteDatabase.class.getName());

  /// Reads at the same time.
  private static final int READERS = 4;

  private final HikariDataSource readers;
  private final HikariDataSource writer;
  private final Jdbi reading;
  private final Jdbi writing;

  private SqliteDatabase(HikariDataSource readers, HikariDataSource writer) {
    this.readers = readers;
    this.writer = writer;
    reading = Jdbi.create(readers);
    writing = Jdbi.create(writer);
  }

  static SqliteDatabase start(DatabaseUrl url, Schema schema) throws IOException {
    var file = Path.of(url.file());
    if (schema == Schema.AS_IT_IS && !Files.exists(file)) {
      throw new IOException(url + ": there is no such file; is the explorer's database elsewhere?");
    }
    createFile(file);
    Migrations.run(url, source(url, TransactionMode.IMMEDIATE), schema);
    return new SqliteDatabase(
        pool("readers", READERS, source(url, TransactionMode.DEFERRED)),
        pool("writer", 1, source(url, TransactionMode.IMMEDIATE)));
  }

  /// Only the owner may read the records; SQLite's other files inherit this.
  private static void createFile(Path file) throws IOException {
    var ownerOnly = PosixFilePermissions.fromString("rw-------");
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly));
    } catch (FileAlreadyExistsException e) {
      LOG.log(Level.DEBUG, "{0} exists", file);
    } catch (IOException e) {
      throw new IOException(
          "%s: cannot be made: %s; its folder must exist and be writable".formatted(file, e), e);
    }
  }

  private static DataSource source(DatabaseUrl url, TransactionMode transactions) {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(transactions);
    config.setBusyTimeout((int) TURN_LIMIT.toMillis());
    var source = new SQLiteDataSource(config);
    source.setUrl(url.jdbc());
    return source;
  }

  private static HikariDataSource pool(String name, int size, DataSource source) {
    var config = new HikariConfig();
    config.setPoolName("store-" + name);
    config.setDataSource(source);
    config.setMaximumPoolSize(size);
    config.setMaxLifetime(0); // a file does not go away
    config.setConnectionTimeout(TURN_LIMIT.toMillis());
    return new HikariDataSource(config);
  }

  @Override
  public Jdbi reading() {
    return reading;
  }

  @Override
  public Jdbi writing() {
    return writing;
  }

  /// Nobody else writes: its transactions begin with SQLite's own lock.
  @Override
  public void beAlone(Handle handle) {}

  @Override
  public int otherExplorers(Handle handle) {
    return 0;
  }

  /// There is nobody else to be told.
  @Override
  public void tell(Handle handle, News news) {}

  @Override
  public void listen(Consumer<News> listener) {}

  @Override
  public void close() {
    readers.close();
    writer.close();
  }
}
