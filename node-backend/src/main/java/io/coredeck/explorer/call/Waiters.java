package io.coredeck.explorer.call;

import io.coredeck.web.WebRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// Calls that wait until there is something new. Safe for many threads.
public final class Waiters {

  /// Calls of one caller, or about one thing, that may wait, so that nobody holds all places.
  public static final int MOST_OF_ONE = 8;

  /// The longest a call should be let wait.
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  static final long NOBODY_KNOWN = 0;

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
    private final long key;
    private final WaitShare share;
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();

    private Turn(long key, WaitShare share) {
      this.key = key;
      this.share = share;
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
  /// @param request of each machine 16 calls may wait, further ones are answered at once
  /// @param wait at most so long
  /// @return a wait that has begun
  public Turn enter(WebRequest request, Duration wait) {
    return enter(WaitShare.of(request), NOBODY_KNOWN, wait);
  }

  /// As {@link #enter(WebRequest, Duration)} and {@link #enter(long, Duration)}.
  public Turn enter(WebRequest request, long key, Duration wait) {
    return enter(WaitShare.of(request), key, wait);
  }

  /// @param key the user whose call it is, or the number of what it is about; of each {@link
  ///   #MOST_OF_ONE} calls may wait, further ones are answered at once
  /// @param wait at most so long
  /// @return a wait that has begun
  public Turn enter(long key, Duration wait) {
    return enter(WaitShare.FREE, key, wait);
  }

  Turn enter(WaitShare share, long key, Duration wait) {
    var turn = new Turn(key, share);
    if (!admit(turn)) {
      turn.leave();
    }
    var _ =
        turn.over
            .completeOnTimeout(false, wait.toMillis(), TimeUnit.MILLISECONDS)
            .thenRun(() -> remove(turn));
    return turn;
  }

  /// Tells the calls with this key that there is something new.
  public void announce(long key) {
    tell(turn -> turn.key == key);
  }

  /// Tells everybody that there is something new.
  public void announce() {
    tell(_ -> true);
  }

  private void tell(Predicate<Turn> wanted) {
    everybody().stream()
        .filter(wanted)
        .forEach(turn -> turn.over.completeAsync(() -> true, executor));
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
    return waiting.size() < most && hasPlace(turn.key) && hasPlace(turn.share) && waiting.add(turn);
  }

  private boolean hasPlace(long key) {
    return key == NOBODY_KNOWN
        || waiting.stream().filter(turn -> turn.key == key).count() < MOST_OF_ONE;
  }

  private boolean hasPlace(WaitShare share) {
    return share.equals(WaitShare.FREE)
        || waiting.stream().filter(turn -> turn.share.equals(share)).count() < share.most();
  }

  private synchronized void remove(Turn turn) {
    waiting.remove(turn);
  }
}
