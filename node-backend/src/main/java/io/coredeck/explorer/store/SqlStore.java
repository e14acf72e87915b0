package io.coredeck.explorer.store;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/// The store in a SQLite file: write-ahead log, synced at every commit.
///
/// Reads share a few connections and run on their callers' threads. Writes run one after the other
/// on one thread with its own connection, so a caller on a virtual thread waits for the disk
/// without holding a carrier.
final class SqlStore implements Store {
  private static final System.Logger LOG = System.getLogger(SqlStore.class.getName());

  private static final String SQLITE = "jdbc:sqlite:";
  private static final String MIGRATIONS = "classpath:io/coredeck/explorer/store/migrations";

  /// Reads at the same time.
  private static final int READERS = 4;

  /// Writes that may wait for their turn.
  private static final int MOST_WAITING = 1024;

  /// How long a read or write waits for its turn, and SQLite for another program's lock.
  private static final Duration TURN_LIMIT = Duration.ofSeconds(30);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final BlockingQueue<Handle> readers = new ArrayBlockingQueue<>(READERS);
  private final Handle writer;
  private volatile boolean closed;
  private volatile Consumer<Set<Long>> changes = _ -> {};
  private volatile Runnable audits = () -> {};
  private final ThreadPoolExecutor writes =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().name("store-writer").factory());

  private SqlStore(Jdbi forReading, Jdbi forWriting) {
    for (var i = 0; i < READERS; i++) {
      readers.add(forReading.open());
    }
    writer = forWriting.open();
  }

  static SqlStore open(String url) throws StoreException {
    if (!url.startsWith(SQLITE) || url.length() == SQLITE.length()) {
      throw new StoreException(
          "database is '%s'; it must be %sFILE, e.g. %s/var/lib/coredeck/explorer.db"
              .formatted(url, SQLITE, SQLITE));
    }
    createFile(Path.of(url.substring(SQLITE.length())));
    try {
      migrate(url, source(url, TransactionMode.IMMEDIATE));
      return new SqlStore(
          Jdbi.create(source(url, TransactionMode.DEFERRED)),
          Jdbi.create(source(url, TransactionMode.IMMEDIATE)));
    } catch (JdbiException | FlywayException e) {
      throw new StoreException(
          "%s: cannot be opened as the explorer's database: %s".formatted(url, e.getMessage()), e);
    }
  }

  /// Only the owner may read the records; SQLite's other files inherit this.
  private static void createFile(Path file) throws StoreException {
    var ownerOnly = PosixFilePermissions.fromString("rw-------");
    try {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly));
    } catch (FileAlreadyExistsException e) {
      LOG.log(Level.DEBUG, "{0} exists", file);
    } catch (IOException e) {
      throw new StoreException(
          "%s: cannot be made: %s; its folder must exist and be writable".formatted(file, e), e);
    }
  }

  private static DataSource source(String url, TransactionMode transactions) {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setTransactionMode(transactions);
    config.setBusyTimeout((int) TURN_LIMIT.toMillis());
    var source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source;
  }

  private static void migrate(String url, DataSource source) throws StoreException {
    var flyway = Flyway.configure().dataSource(source).locations(MIGRATIONS).load();
    var unknown = new ArrayList<String>();
    for (var migration : flyway.info().applied()) {
      if (!migration.getState().isResolved()) {
        unknown.add(String.valueOf(migration.getVersion()));
      }
    }
    if (!unknown.isEmpty()) {
      throw new StoreException(
          "%s: its schema has versions this program does not know: %s; start the newer program that wrote it, or restore a backup from before"
              .formatted(url, String.join(", ", unknown)));
    }
    flyway.migrate();
  }

  @Override
  public <T> T read(Work<Reading, T> work) throws StoreException, InterruptedException {
    var handle = readers.poll(TURN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    if (handle == null) {
      throw busy();
    }
    try {
      return handle.inTransaction(open -> work.on(new SqlRecords(open)));
    } catch (JdbiException e) {
      throw broken(e);
    } finally {
      giveBack(handle);
    }
  }

  private void giveBack(Handle handle) {
    if (closed) {
      handle.close();
    } else {
      readers.add(handle);
    }
  }

  @Override
  public <T> T write(Work<Writing, T> work) throws StoreException, InterruptedException {
    var isTaken = new AtomicBoolean();
    var turn = submit(isTaken, work);
    try {
      return awaited(turn, isTaken);
    } catch (TimeoutException _) {
      throw busy();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case JdbiException cause -> throw broken(cause);
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException("a write failed", e);
      }
    }
  }

  /// What has begun is waited for once more: it will happen, so its caller must not hear that it
  /// has not.
  private static <T> T awaited(Future<T> turn, AtomicBoolean isTaken)
      throws StoreException, InterruptedException, ExecutionException, TimeoutException {
    try {
      return turn.get(TURN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (isTaken.compareAndSet(false, true)) {
        throw e;
      }
    }
    try {
      return turn.get(TURN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      throw new StoreException("the store hangs; look later whether this was done");
    }
  }

  /// @param isTaken whether the work has begun, or nobody waits for it any more
  private <T> Future<T> submit(AtomicBoolean isTaken, Work<Writing, T> work) throws StoreException {
    try {
      return writes.submit(() -> {
        if (!isTaken.compareAndSet(false, true)) {
          throw new CancellationException("nobody waits for this write any more");
        }
        return changed(work);
      });
    } catch (RejectedExecutionException e) {
      throw busy();
    }
  }

  private <T> T changed(Work<Writing, T> work) {
    var changed = new HashSet<Long>();
    var hasAudit = new AtomicBoolean();
    var result =
        writer.inTransaction(open -> {
          var records = new SqlRecords(open);
          var made = work.on(records);
          changed.addAll(records.changed());
          hasAudit.set(records.people().hasAudit());
          return made;
        });
    if (!changed.isEmpty()) {
      changes.accept(changed);
    }
    if (hasAudit.get()) {
      audits.run();
    }
    return result;
  }

  @Override
  public void onChange(Consumer<Set<Long>> listener) {
    changes = listener;
  }

  @Override
  public void onAudit(Runnable listener) {
    audits = listener;
  }

  private static StoreException busy() {
    return new StoreException(
        "the store is too busy or closing; try again later", new TimeoutException());
  }

  private static StoreException broken(JdbiException cause) {
    return new StoreException("the store failed: " + cause.getMessage(), cause);
  }

  @Override
  public void close() {
    closed = true;
    writes.shutdown();
    try {
      if (!writes.awaitTermination(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, "a write is still running; the store is closed under it");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    List<Handle> idle = new ArrayList<>();
    readers.drainTo(idle);
    idle.forEach(Handle::close);
    writer.close();
  }
}
