package io.coredeck.flist;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.coredeck.flist.capnp.MessageBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/// The database of an image: table `entries` with messages by key, table `metadata` with texts.
final class FlistDatabase implements AutoCloseable {
  private static final int LONGEST_VALUE = MessageBuilder.MOST_WORDS * Long.BYTES;
  private static final int MOST_METADATA = 10_000;
  private static final long LARGEST_METADATA = 8 << 20;

  private final Path file;
  private final Connection connection;
  private final PreparedStatement entry;

  private FlistDatabase(Path file, Connection connection, PreparedStatement entry) {
    this.file = file;
    this.connection = connection;
    this.entry = entry;
  }

  /// @param file the image it comes from, for messages
  /// @param database not changed
  static FlistDatabase open(Path file, Path database) throws DamagedFlistException {
    Connection connection = null;
    try {
      connection = DriverManager.getConnection(url(database) + "?mode=ro&immutable=1");
      connection
          .unwrap(SQLiteConnection.class)
          .setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
      try (var statement = connection.createStatement()) {
        // whoever made the database may have put views and functions into it
        statement.execute("PRAGMA trusted_schema = OFF");
        statement.execute("PRAGMA cell_size_check = ON");
        requirePlainTable(file, statement, "entries");
      }
      var entry = connection.prepareStatement("SELECT value FROM entries WHERE key = ?");
      return new FlistDatabase(file, connection, entry);
    } catch (SQLException e) {
      closeQuietly(connection, e);
      throw new DamagedFlistException(file + ": its database is damaged", e);
    } catch (DamagedFlistException e) {
      closeQuietly(connection, e);
      throw e;
    }
  }

  /// A view or computed column could keep a reader busy for ever.
  private static void requirePlainTable(Path file, Statement statement, String table)
      throws SQLException, DamagedFlistException {
    var plain =
        count(statement, "sqlite_schema WHERE type = 'table' AND name = '" + table + "'") == 1
            && count(statement, "pragma_table_xinfo('" + table + "') WHERE hidden != 0") == 0;
    if (!plain) {
      throw new DamagedFlistException(
          "%s: its database has no plain table %s".formatted(file, table));
    }
  }

  private static int count(Statement statement, String from) throws SQLException {
    try (var result = statement.executeQuery("SELECT count(*) FROM " + from)) {
      return result.getInt(1);
    }
  }

  /// @return a message
  Optional<byte[]> entry(String key) throws DamagedFlistException {
    try {
      entry.setString(1, key);
      try (var result = entry.executeQuery()) {
        return result.next() ? Optional.ofNullable(result.getBytes(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new DamagedFlistException("%s: row %s of its database".formatted(file, key), e);
    }
  }

  /// @return empty if there is no such table, as in older images
  Map<String, String> metadata() throws DamagedFlistException {
    var metadata = new TreeMap<String, String>();
    try (var statement = connection.createStatement()) {
      if (count(statement, "sqlite_schema WHERE name = 'metadata'") == 0) {
        return metadata;
      }
      requirePlainTable(file, statement, "metadata");
      statement.setMaxRows(MOST_METADATA);
      try (var result = statement.executeQuery("SELECT key, value FROM metadata")) {
        long size = 0;
        while (result.next()) {
          var value = result.getBytes(2);
          if (value != null) {
            size += value.length;
            requireMetadata(size);
            metadata.put(String.valueOf(result.getString(1)), new String(value, UTF_8));
          }
        }
      }
      return metadata;
    } catch (SQLException e) {
      throw new DamagedFlistException(file + ": table metadata of its database", e);
    }
  }

  private void requireMetadata(long size) throws DamagedFlistException {
    if (size > LARGEST_METADATA) {
      throw new DamagedFlistException(
          "%s: table metadata of its database has more than the %d bytes allowed"
              .formatted(file, LARGEST_METADATA));
    }
  }

  /// Makes a database, laid out as the reference tool does.
  ///
  /// @param database an empty file or none
  static void create(
      Path database, Stream<Map.Entry<String, byte[]>> entries, Map<String, String> metadata)
      throws IOException {
    try (var connection = DriverManager.getConnection(url(database));
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA page_size = 4096");
      statement.execute("PRAGMA encoding = 'UTF-8'");
      statement.execute("PRAGMA journal_mode = OFF"); // the file counts once it is complete
      statement.execute("PRAGMA synchronous = OFF");
      statement.execute("CREATE TABLE entries (key VARCHAR(64) PRIMARY KEY, value BLOB)");
      statement.execute("CREATE TABLE metadata (key VARCHAR(64) PRIMARY KEY, value TEXT)");
      connection.setAutoCommit(false);
      insert(connection, "INSERT INTO entries VALUES (?, ?)", entries);
      insert(connection, "INSERT INTO metadata VALUES (?, ?)", metadata.entrySet().stream());
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute("VACUUM");
    } catch (SQLException e) {
      throw new IOException(database + ": cannot be written: " + e.getMessage(), e);
    }
  }

  private static void insert(
      Connection connection, String statement, Stream<? extends Map.Entry<String, ?>> rows)
      throws SQLException {
    try (var insert = connection.prepareStatement(statement)) {
      for (var row :
          (Iterable<Map.Entry<String, ?>>) rows.<Map.Entry<String, ?>>map(r -> r)::iterator) {
        insert.setString(1, row.getKey());
        insert.setObject(2, row.getValue());
        insert.executeUpdate();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException(file + ": its database cannot be closed: " + e.getMessage(), e);
    }
  }

  private static void closeQuietly(
      @org.jspecify.annotations.Nullable Connection connection, Exception first) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      first.addSuppressed(e);
    }
  }

  private static String url(Path database) {
    return "jdbc:sqlite:" + database.toAbsolutePath().toUri();
  }
}
