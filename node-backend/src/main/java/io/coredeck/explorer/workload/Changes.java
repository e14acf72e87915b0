package io.coredeck.explorer.workload;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Waiters;
import io.coredeck.explorer.store.Reading.ChangeEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.Router;
import io.coredeck.web.WebRequest;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Lets a dashboard follow all workloads without asking for all of them again and again: it says
/// which change it saw last and gets what has changed since, waiting for it if there is nothing.
///
/// Open to everybody, as the original's list of the same workloads is.
///
/// No thread waits: a call that waits is a future that the store's next change, time or the close
/// of the program completes.
public final class Changes {

  /// Workloads in one answer.
  static final int MOST = 1000;

  private final Store store;
  private final Waiters waiters;

  private Changes(Store store, Waiters waiters) {
    this.store = store;
    this.waiters = waiters;
  }

  /// Adds the route.
  ///
  /// @param base path before all routes
  /// @param waiters told of each change of a workload
  public static void route(Router router, String base, Store store, Waiters waiters) {
    var changes = new Changes(store, waiters);
    router.addLater("GET", base + "/reservations/workloads/changes", changes::answer);
  }

  private CompletionStage<Answer> answer(WebRequest request)
      throws StoreException, InterruptedException {
    var after = Arguments.queryNumber(request, "after");
    var seconds = Arguments.queryNumber(request, "wait");
    if (after < 0 || seconds < 0) {
      throw new RefusedException(400, "after and wait must be 0 or more");
    }
    var wait = Duration.ofSeconds(Math.min(seconds, Waiters.LONGEST_WAIT.toSeconds()));
    // Before the look, so that a change between the two is not missed.
    var turn = waiters.enter(wait);
    var known = sinceOrLeave(after, turn);
    if (!known.isEmpty() || wait.isZero()) {
      turn.leave();
      return CompletableFuture.completedFuture(answer(after, known));
    }
    return turn.over()
        .thenApplyAsync(
            hasNews -> hasNews ? look(after) : answer(after, List.of()), waiters.executor());
  }

  private List<ChangeEntry> sinceOrLeave(long after, Waiters.Turn turn)
      throws StoreException, InterruptedException {
    try {
      return since(after);
    } catch (StoreException | InterruptedException | RuntimeException e) {
      turn.leave();
      throw e;
    }
  }

  private List<ChangeEntry> since(long after) throws StoreException, InterruptedException {
    return store.read(records -> records.changedAfter(after, MOST));
  }

  private Answer look(long after) {
    try {
      return answer(after, since(after));
    } catch (StoreException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RefusedException(503, "the explorer is closing");
    }
  }

  private static Answer answer(long after, List<ChangeEntry> entries) {
    var last = entries.isEmpty() ? after : entries.getLast().change();
    var texts = entries.stream().map(ChangeEntry::text).toList();
    return Answer.json(200, "[" + String.join(",", texts) + "]")
        .with("x-last-change", Long.toString(last));
  }
}
