package io.coredeck.explorer.call;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// Calls that wait until there is something new. Safe for many threads.
public final class Waiters {

  private final Executor executor;
  private final int most;

  // Guarded by this.
  private final Set<Turn> waiting = new HashSet<>();

  /// @param name of the threads that go on with the calls
  /// @param most calls that may wait; further ones are answered at once
  public Waiters(String name, int most) {
    this.most = most;
    this.executor = task -> Thread.ofVirtual().name(name).start(task);
  }

  /// A call that waits.
  public static final class Turn {
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();

    /// @return completed with whether something has changed
    public CompletableFuture<Boolean> over() {
      return over;
    }

    /// Ends the wait without news.
    public void leave() {
      over.complete(false);
    }
  }

  /// @param wait at most so long
  /// @return a wait that has begun
  public Turn enter(Duration wait) {
    var turn = new Turn();
    if (!admit(turn)) {
      turn.leave();
    }
    var _ =
        turn.over
            .completeOnTimeout(false, wait.toMillis(), TimeUnit.MILLISECONDS)
            .thenRun(() -> remove(turn));
    return turn;
  }

  /// Tells everybody that there is something new.
  public void announce() {
    everybody().forEach(turn -> turn.over.completeAsync(() -> true, executor));
  }

  /// Sends everybody away without news.
  public void dismiss() {
    everybody().forEach(Turn::leave);
  }

  /// @return what goes on with the calls
  public Executor executor() {
    return executor;
  }

  /// @return how many wait now
  public synchronized int count() {
    return waiting.size();
  }

  private synchronized List<Turn> everybody() {
    return List.copyOf(waiting);
  }

  private synchronized boolean admit(Turn turn) {
    return waiting.size() < most && waiting.add(turn);
  }

  private synchronized void remove(Turn turn) {
    waiting.remove(turn);
  }
}
