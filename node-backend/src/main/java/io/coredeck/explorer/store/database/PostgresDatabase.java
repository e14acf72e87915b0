package io.coredeck.explorer.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.sql.Types;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/// A PostgreSQL database of one or several explorers.
///
/// All explorers take the same advisory lock before they write, so each write is alone, as on
/// SQLite: docs/decisions/0053 says why. Reads wait for nobody and see one state each.
final class PostgresDatabase implements Database {
  private static final System.Logger LOG = System.getLogger(PostgresDatabase.class.getName());

  /// Reads at the same time.
  private static final int READERS = 8;

  /// The number of the lock of whoever writes: "coredeck" in ASCII.
  private static final long WRITER_LOCK = 0x636f72656465636bL;

  /// An explorer that hangs in the middle of a write loses the lock after a minute; one that waits
  /// for it, its turn after 30 seconds. What was acknowledged is on disk, whatever the server's
  /// default is.
  private static final String SETTINGS =
      """
      SET lock_timeout = '30s';
      SET idle_in_transaction_session_timeout = '60s';
      SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') = 'off'
      """;

  private final DatabaseUrl url;
  private final HikariDataSource readers;
  private final HikariDataSource writer;
  private final Jdbi reading;
  private final Jdbi writing;
  private final AtomicReference<@Nullable NewsLine> line = new AtomicReference<>();
  private final String self = NewsLine.newName();

  private PostgresDatabase(DatabaseUrl url, HikariDataSource readers, HikariDataSource writer) {
    this.url = url;
    this.readers = readers;
    this.writer = writer;
    reading = Jdbi.create(readers);
    writing = Jdbi.create(writer).registerArgument(new PlainText());
    reading.registerArgument(new PlainText());
  }

  static PostgresDatabase start(DatabaseUrl url, Schema schema) throws IOException {
    var single = new PGSimpleDataSource();
    try {
      single.setUrl(url.jdbc());
      check(url, Jdbi.create(single));
    } catch (ConnectionException e) {
      throw new IOException(
          "%s: cannot be reached as the explorer's database: %s; the server must run, and know this user, password and database"
              .formatted(url, e.getMessage()),
          e);
    } catch (IllegalArgumentException _) { // its message has the password
      throw new IOException(url + ": the driver does not understand this address");
    }
    Migrations.run(url, single, schema);
    return new PostgresDatabase(
        url,
        pool(url, "readers", READERS, "TRANSACTION_REPEATABLE_READ", true),
        pool(url, "writer", 1, "TRANSACTION_READ_COMMITTED", false));
  }

  private static void check(DatabaseUrl url, Jdbi jdbi) throws IOException {
    var encoding = setting(jdbi, "server_encoding");
    if (!encoding.equals("UTF8")) {
      throw new IOException(
          "%s: its encoding is %s; it must be UTF8: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0"
              .formatted(url, encoding));
    }
    if (!setting(jdbi, "fsync").equals("on")) {
      LOG.log(
          Level.WARNING,
          "{0}: the server runs without fsync: what was acknowledged can be lost in a power cut",
          url);
    }
  }

  private static String setting(Jdbi jdbi, String name) {
    return jdbi.withHandle(
        handle -> handle.select("SELECT current_setting(?)", name).mapTo(String.class).one());
  }

  private static HikariDataSource pool(
      DatabaseUrl url, String name, int size, String isolation, boolean isReadOnly) {
    var config = new HikariConfig();
    config.setPoolName("store-" + name);
    config.setJdbcUrl(url.jdbc());
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(TURN_LIMIT.toMillis());
    config.setConnectionInitSql(SETTINGS);
    config.setTransactionIsolation(isolation);
    config.setReadOnly(isReadOnly);
    config.addDataSourceProperty("ApplicationName", "coredeck explorer");
    config.addDataSourceProperty("tcpKeepAlive", "true");
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

  @Override
  public void beAlone(Handle handle) {
    handle.select("SELECT 1 FROM pg_advisory_xact_lock(?)", WRITER_LOCK).mapTo(Long.class).one();
  }

  /// Each explorer has one line on which it hears of the others.
  @Override
  public int otherExplorers(Handle handle) {
    return handle
        .select(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = ?",
            NewsLine.APPLICATION)
        .mapTo(Integer.class)
        .one();
  }

  @Override
  public void tell(Handle handle, News news) {
    handle
        .select("SELECT 1 FROM pg_notify(?, ?)", NewsLine.CHANNEL, self + " " + news.text())
        .mapTo(Long.class)
        .one();
  }

  @Override
  public void listen(Consumer<News> listener) {
    line.set(NewsLine.start(url, self, listener));
  }

  @Override
  public void close() {
    var listening = line.getAndSet(null);
    if (listening != null) {
      listening.close();
    }
    readers.close();
    writer.close();
  }

  /// PostgreSQL's texts hold no NUL, which JSON writes as `\u0000` but a name may hold as it is:
  /// there and in what is looked for it becomes U+FFFD.
  private static final class PlainText extends AbstractArgumentFactory<String> {
    PlainText() {
      super(Types.VARCHAR);
    }

    @Override
    protected Argument build(String value, ConfigRegistry config) {
      return (position, statement, _) ->
          statement.setString(position, value.replace('\0', '\uFFFD'));
    }
  }
}
