package io.coredeck.explorer.store;

import io.coredeck.explorer.store.database.Database;
import io.coredeck.explorer.store.database.DatabaseUrl;
import io.coredeck.explorer.store.database.GroupCommit;
import io.coredeck.explorer.store.database.GroupCommit.HangingException;
import io.coredeck.explorer.store.database.GroupCommit.Made;
import io.coredeck.explorer.store.database.News;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The store in a SQL database. Reads run on their callers' threads, as many as there are
/// connections; writes one after the other, here and in all explorers of the database.
final class SqlStore implements Store {
  /// Beginnings of SQL states: class 08 of the standard, and PostgreSQL's shutdowns.
  private static final String CONNECTION_FAULT = "08";

  private static final String SERVER_GOES = "57P0";

  /// Records of each kind that are made searchable in one transaction.
  private static final int TOGETHER = 200;

  private final Database database;
  private final GroupCommit writer;
  private final List<Consumer<Set<Long>>> changes = new CopyOnWriteArrayList<>();
  private volatile Runnable audits = () -> {};
  private volatile @Nullable QueueListener queues;
  private volatile Witness witness = Witness.NOBODY;

  private SqlStore(Database database) {
    this.database = database;
    writer = GroupCommit.start(database, this::tell);
  }

  static SqlStore open(String url) throws StoreException {
    try {
      var store = new SqlStore(Database.open(DatabaseUrl.of(url)));
      try {
        store.catchUp();
        store.database.listen(store::tellOfOthers);
      } catch (StoreException | RuntimeException | Error e) {
        store.close();
        throw e;
      }
      return store;
    } catch (StoreException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    }
  }

  /// Makes what is searched of records that an older version wrote.
  private void catchUp() throws StoreException {
    try {
      var others = TOGETHER;
      while (others > 0) {
        others = this.<Integer>run(records -> records.catchUpOthers(TOGETHER));
      }
      var last = OptionalLong.of(0);
      while (last.isPresent()) {
        var after = last.getAsLong();
        last = run(records -> records.catchUp(after, TOGETHER));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("interrupted while making what is searched", e);
    }
  }

  @Override
  public <T> T read(Work<Reading, T> work) throws StoreException, InterruptedException {
    try {
      return database
          .reading()
          .inTransaction(open -> work.on(new SqlRecords(open, Witness.NOBODY)));
    } catch (ConnectionException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for the store");
      }
      throw e.getCause() instanceof SQLTransientConnectionException ? busy(e) : lost(e);
    } catch (JdbiException e) {
      throw isLost(e) ? lost(e) : broken(e);
    }
  }

  @Override
  public <T> T write(Work<Writing, T> work) throws StoreException, InterruptedException {
    return run(work::on);
  }

  private <T> T run(Work<SqlRecords, T> work) throws StoreException, InterruptedException {
    try {
      return writer.run(open -> {
        var records = new SqlRecords(open, witness);
        var result = work.on(records);
        return new Made<>(result, records.news());
      });
    } catch (TimeoutException e) {
      throw busy(e);
    } catch (HangingException e) {
      throw new StoreException(String.valueOf(e.getMessage()), e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case ConnectionException cause -> throw lost(cause); // so it has not begun
        case JdbiException cause -> throw broken(cause);
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException("a write failed", e);
      }
    }
  }

  private void tell(News news) {
    if (!news.changed().isEmpty() || news.isUnknown()) {
      changes.forEach(listener -> listener.accept(news.changed()));
    }
    if (news.hasAudit()) {
      audits.run();
    }
  }

  private void tellOfOthers(News news) {
    tell(news);
    var listener = queues;
    if (listener == null) {
      return;
    }
    if (news.isUnknown()) {
      listener.announceAll();
    }
    for (var one : news.queue()) {
      if (one.isIn()) {
        listener.announce(one.nodeId(), one.workloadId());
      } else {
        listener.answered(one.nodeId(), one.workloadId());
      }
    }
  }

  @Override
  public void onChange(Consumer<Set<Long>> listener) {
    changes.add(listener);
  }

  @Override
  public void onAudit(Runnable listener) {
    audits = listener;
  }

  @Override
  public void onWorkload(Witness seer) {
    witness = seer;
  }

  @Override
  public void onQueue(QueueListener listener) {
    queues = listener;
  }

  private static StoreException busy(Exception cause) {
    return new StoreException("the store is too busy or closing; try again later", late(cause));
  }

  private static StoreException lost(JdbiException cause) {
    return new StoreException(
        "the store failed: %s; try again later".formatted(cause.getMessage()), late(cause));
  }

  /// What the cause of a {@link StoreException} is that passes by itself.
  private static TimeoutException late(Exception cause) {
    var late = new TimeoutException(cause.getMessage());
    late.initCause(cause);
    return late;
  }

  /// @return whether the connection to the database ended: the server restarts, or the network
  static boolean isLost(JdbiException failure) {
    return failure.getCause() instanceof SQLException cause
        && cause.getSQLState() != null
        && (cause.getSQLState().startsWith(CONNECTION_FAULT)
            || cause.getSQLState().startsWith(SERVER_GOES));
  }

  private static StoreException broken(JdbiException cause) {
    return new StoreException("the store failed: " + cause.getMessage(), cause);
  }

  @Override
  public void close() {
    writer.close();
    database.close();
  }
}
