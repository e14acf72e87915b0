package io.coredeck.explorer.store.database;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/// An open database, its schema up to date. Safe for many threads.
public sealed interface Database extends AutoCloseable permits SqliteDatabase, PostgresDatabase {

  /// How long a read or write waits for its turn, a connection or another program's lock.
  Duration TURN_LIMIT = Duration.ofSeconds(30);

  /// @return the database; the file of a SQLite one is made if it is missing, its folder must exist
  /// @throws IOException if it cannot be opened, or a newer version has written it; the message
  ///   says what to do and holds no password
  static Database open(DatabaseUrl url) throws IOException {
    return open(url, Schema.MIGRATED);
  }

  /// @return the database, which is there and changed in nothing: an older explorer may run on it
  /// @throws IOException also if its schema is not that of this program
  static Database openAsItIs(DatabaseUrl url) throws IOException {
    return open(url, Schema.AS_IT_IS);
  }

  private static Database open(DatabaseUrl url, Schema schema) throws IOException {
    try {
      return switch (url.kind()) {
        case SQLITE -> SqliteDatabase.start(url, schema);
        case POSTGRESQL -> PostgresDatabase.start(url, schema);
      };
    } catch (JdbiException e) {
      throw cannotBeOpened(url, e);
    }
  }

  /// What is done with a schema that is older than this program.
  enum Schema {
    MIGRATED,
    /// Nothing; it is refused.
    AS_IT_IS
  }

  /// @return why a database cannot be opened
  static IOException cannotBeOpened(DatabaseUrl url, Exception cause) {
    return new IOException(
        "%s: cannot be opened as the explorer's database: %s".formatted(url, cause.getMessage()),
        cause);
  }

  /// @return gives connections whose transactions see one state each
  Jdbi reading();

  /// @return gives the one connection that writes
  Jdbi writing();

  /// Waits until nobody else writes, until the end of the transaction; the first thing in each that
  /// writes.
  void beAlone(Handle writing);

  /// @return how many other explorers are known to work on it; 0 where they cannot be seen
  int otherExplorers(Handle reading);

  /// Tells the other explorers, once the transaction is durable.
  void tell(Handle writing, News news);

  /// @param listener told what other explorers have changed; it must return at once. Called once at
  ///   most
  void listen(Consumer<News> listener);

  /// Calling it again does nothing.
  @Override
  void close();
}
