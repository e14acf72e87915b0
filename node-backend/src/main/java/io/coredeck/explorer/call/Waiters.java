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

  /// Calls of one caller that may wait, so that nobody holds all places.
  public static final int MOST_OF_ONE = 8;

  /// The longest a call should be let wait.
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private static final long ANYBODY = 0;

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
    private final long caller;
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();

    private Turn(long caller) {
      this.caller = caller;
    }

    /// @return completed with whether something has changed
    public CompletableFuture<Boolean> over() {
      return over;
    }

    /// Ends the wait without news.
    public void leave() {
      over.complete(false);
    }
  }

  /// For calls of callers nobody knows.
  ///
  /// @param wait at most so long
  /// @return a wait that has begun
  public Turn enter(Duration wait) {
    return enter(ANYBODY, wait);
  }

  /// @param caller the user, of whom {@link #MOST_OF_ONE} calls may wait; further ones are answered
  ///   at once
  /// @param wait at most so long
  /// @return a wait that has begun
  public Turn enter(long caller, Duration wait) {
    var turn = new Turn(caller);
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
    return waiting.size() < most && hasPlace(turn.caller) && waiting.add(turn);
  }

  private boolean hasPlace(long caller) {
    return caller == ANYBODY
        || waiting.stream().filter(turn -> turn.caller == caller).count() < MOST_OF_ONE;
  }

  private synchronized void remove(Turn turn) {
    waiting.remove(turn);
  }
}
