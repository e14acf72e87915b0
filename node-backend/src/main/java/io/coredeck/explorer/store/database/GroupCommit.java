package io.coredeck.explorer.store.database;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// Runs writes one after the other on a thread of its own. Those that wait at the same time share
/// one transaction, and so one sync of the disk: each has a savepoint, so one that fails takes
/// nothing with it, and nobody is answered before the commit.
///
/// A caller on a virtual thread waits without holding a carrier.
public final class GroupCommit implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(GroupCommit.class.getName());

  /// Writes that may wait for their turn.
  private static final int MOST_WAITING = 1024;

  /// Writes in one transaction.
  private static final int MOST_TOGETHER = 64;

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private static final String SAVEPOINT = "one";

  private final Database database;
  private final Consumer<News> listener;
  private final BlockingQueue<Turn<?>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private final Turn<Boolean> end = new Turn<>(_ -> new Made<>(true, News.NOTHING));
  private boolean closed; // guarded by this

  private GroupCommit(Database database, Consumer<News> listener) {
    this.database = database;
    this.listener = listener;
    thread = Thread.ofPlatform().name("store-writer").unstarted(this::run);
  }

  /// @param listener told what was changed, once it is durable and before those who changed it are
  ///   answered; it must return at once
  /// @return the writer, at work
  public static GroupCommit start(Database database, Consumer<News> listener) {
    var writer = new GroupCommit(database, listener);
    writer.thread.start();
    return writer;
  }

  /// What a write has done.
  ///
  /// @param result what its caller gets
  /// @param news what others are told
  public record Made<T>(T result, News news) {}

  /// A write.
  @FunctionalInterface
  public interface Write<T> {

    /// @return what it has done; what it throws, its caller gets, and nothing of it has happened
    Made<T> on(Handle handle);
  }

  /// A write and who waits for it.
  private static final class Turn<T> {
    private final Write<T> write;
    private final AtomicBoolean isTaken = new AtomicBoolean();
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable Made<T> made;
    private @Nullable Throwable fault;

    Turn(Write<T> write) {
      this.write = write;
    }

    /// @return whether somebody still waits for it
    boolean take() {
      return isTaken.compareAndSet(false, true);
    }

    News write(Handle handle) {
      var done = write.on(handle);
      made = done;
      return done.news();
    }

    void fail(Throwable cause) {
      made = null;
      fault = cause;
    }

    void answer() {
      if (made != null) {
        answer.complete(made.result());
      } else if (fault != null) {
        answer.completeExceptionally(fault);
      }
    }
  }

  /// @return what the write made; it is durable
  /// @throws TimeoutException if its turn did not come within 30 seconds, too many wait or this is
  ///   closed: it will not happen
  /// @throws HangingException if it has begun and does not end
  /// @throws InterruptedException if the caller was interrupted; the write may still be done
  /// @throws ExecutionException with what the write threw, or a {@link JdbiException}
  public <T> T run(Write<T> write)
      throws TimeoutException, HangingException, InterruptedException, ExecutionException {
    var turn = new Turn<>(write);
    if (!admit(turn)) {
      throw new TimeoutException("too many writes wait, or the store is closing");
    }
    try {
      return turn.answer.get(Database.TURN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      if (turn.take()) {
        throw e;
      }
    }
    // What has begun is waited for once more: it will happen, so its caller must not hear that it
    // has not.
    try {
      return turn.answer.get(Database.TURN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HangingException(e);
    }
  }

  /// A write has begun and does not end; nobody knows what becomes of it.
  public static final class HangingException extends Exception {
    private static final long serialVersionUID = 1L;

    HangingException(Throwable cause) {
      super("the store hangs; look later whether this was done", cause);
    }
  }

  private synchronized boolean admit(Turn<?> turn) {
    return !closed && waiting.offer(turn);
  }

  private void run() {
    var isLast = false;
    while (!isLast) {
      try {
        var turns = next();
        isLast = turns.remove(end);
        turns.removeIf(turn -> !turn.take());
        if (!turns.isEmpty()) {
          together(turns);
        }
      } catch (InterruptedException _) {
        isLast = true; // the program ends
      }
    }
  }

  private List<Turn<?>> next() throws InterruptedException {
    var turns = new ArrayList<Turn<?>>();
    turns.add(waiting.take());
    waiting.drainTo(turns, MOST_TOGETHER - 1);
    return turns;
  }

  private void together(List<Turn<?>> turns) {
    var news = News.NOTHING;
    try {
      news = database.writing().inTransaction(handle -> committed(handle, turns));
    } catch (RuntimeException | Error e) {
      turns.forEach(turn -> turn.fail(e));
    }
    tell(news); // only after: what was written is so, whatever becomes of this
    turns.forEach(Turn::answer);
  }

  private News committed(Handle handle, List<Turn<?>> turns) {
    database.beAlone(handle);
    var news =
        turns.size() == 1
            ? turns.getFirst().write(handle)
            : News.of(turns.stream().map(turn -> one(handle, turn)).toList());
    if (!news.isEmpty()) {
      database.tell(handle, news);
    }
    return news;
  }

  /// If the savepoint itself fails, the whole transaction does.
  private static News one(Handle handle, Turn<?> turn) {
    handle.savepoint(SAVEPOINT);
    try {
      var news = turn.write(handle);
      handle.releaseSavepoint(SAVEPOINT);
      return news;
    } catch (RuntimeException | Error e) {
      handle.rollbackToSavepoint(SAVEPOINT);
      turn.fail(e);
      return News.NOTHING;
    }
  }

  private void tell(News news) {
    if (news.isEmpty()) {
      return;
    }
    try {
      listener.accept(news);
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "who waits for changes was not told", e); // what was written stays so
    }
  }

  /// Waits up to 10 seconds for the writes in hand. Calling it again does nothing.
  @Override
  public void close() {
    try {
      if (shutDoor()) {
        // If it finds no place, the thread is not joined in time either.
        var _ = waiting.offer(end, STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      }
      if (!thread.join(STOP_LIMIT)) {
        LOG.log(Level.WARNING, "a write is still running; the store is closed under it");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return whether it was open
  private synchronized boolean shutDoor() {
    var wasOpen = !closed;
    closed = true;
    return wasOpen;
  }
}
