package io.coredeck.explorer.store.database;

import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Hears through PostgreSQL what other explorers have changed, on a connection of its own.
///
/// What is said while the connection is lost cannot be heard: when it is back, the listener is told
/// that it does not know what happened.
final class NewsLine implements AutoCloseable {
  /// How its connection calls itself at the server.
  static final String APPLICATION = "coredeck explorer news";

  static final String CHANNEL = "coredeck";

  private static final System.Logger LOG = System.getLogger(NewsLine.class.getName());

  /// How long the line is quiet before it is looked whether it still stands.
  private static final Duration QUIET = Duration.ofSeconds(10);

  private static final Duration RETRY_PAUSE = Duration.ofSeconds(1);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
  private static final int NAME_BYTES = 8;

  private final DatabaseUrl url;
  private final String self;
  private final Consumer<News> listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch hears = new CountDownLatch(1);
  private final Thread thread;
  private volatile @Nullable Connection open;

  private NewsLine(DatabaseUrl url, String self, Consumer<News> listener) {
    this.url = url;
    this.self = self;
    this.listener = listener;
    thread = Thread.ofPlatform().name("store-news").daemon().unstarted(this::run);
  }

  /// @return a name for an explorer's own notifications, which it does not listen to
  static String newName() {
    var name = new byte[NAME_BYTES];
    new SecureRandom().nextBytes(name);
    return HexFormat.of().formatHex(name);
  }

  /// @return the line; it hears what is said from now on
  static NewsLine start(DatabaseUrl url, String self, Consumer<News> listener) {
    var line = new NewsLine(url, self, listener);
    line.thread.start();
    try {
      if (!line.hears.await(ANSWER_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "{0}: no line to other explorers yet", url);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return line;
  }

  private void run() {
    while (closed.getCount() > 0) {
      try (var connection = connect()) {
        open = connection;
        listener.accept(News.UNKNOWN);
        hears.countDown();
        hear(connection);
      } catch (SQLException | RuntimeException e) { // what was said may be lost: begins anew
        pause(e);
      }
    }
  }

  private void pause(Exception cause) {
    try {
      if (!closed.await(0, TimeUnit.MILLISECONDS)) {
        LOG.log(
            Level.WARNING,
            "{0}: the line to other explorers is lost, it is tried again: {1}",
            url,
            String.valueOf(cause));
        var _ = closed.await(RETRY_PAUSE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      closed.countDown();
    }
  }

  private Connection connect() throws SQLException {
    var settings = new Properties();
    settings.setProperty("ApplicationName", APPLICATION);
    settings.setProperty("connectTimeout", Long.toString(ANSWER_LIMIT.toSeconds()));
    var connection = DriverManager.getConnection(url.jdbc(), settings);
    try (var statement = connection.createStatement()) {
      statement.execute("LISTEN " + CHANNEL);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private void hear(Connection connection) throws SQLException {
    var line = connection.unwrap(PGConnection.class);
    while (closed.getCount() > 0) {
      var heard = line.getNotifications((int) QUIET.toMillis());
      if (heard.length == 0 && !connection.isValid((int) ANSWER_LIMIT.toSeconds())) {
        throw new SQLException("the server does not answer");
      }
      for (var one : heard) {
        var said = one.getParameter().split(" ", 2);
        if (!said[0].equals(self)) {
          listener.accept(said.length == 2 ? News.parse(said[1]) : News.UNKNOWN);
        }
      }
    }
  }

  /// Waits up to 15 seconds until the thread has ended. Calling it again does nothing.
  @Override
  public void close() {
    closed.countDown();
    var connection = open;
    try {
      if (connection != null) {
        connection.abort(Runnable::run); // wakes the thread that listens on it
      }
      if (!thread.join(STOP_LIMIT)) {
        LOG.log(Level.WARNING, "{0}: the line to other explorers is left alone", url);
      }
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "{0}: the line to other explorers cannot be ended: {1}", url, e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
