package io.coredeck.explorer.workload;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Waiters;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.store.Reading;
import io.coredeck.explorer.store.Reading.ChangeEntry;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Lets a dashboard follow all workloads without asking for all of them again and again: it says
/// which change it saw last and gets what has changed since, waiting for it if there is nothing.
///
/// Who begins may leave out what was deleted long ago, which on an old grid is most of it.
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

  /// What is asked for.
  ///
  /// @param after the last change known
  /// @param endedAfter of those that are deleted, only what changed after this one
  private record From(long after, long endedAfter) {}

  private Changes(Store store, Waiters waiters) {
    this.store = store;
    this.waiters = waiters;
  }

  /// Adds the call.
  ///
  /// @param waiters told of each change of a workload
  public static void open(Doors doors, Store store, Waiters waiters) {
    var changes = new Changes(store, waiters);
    doors.anybodyLater("GET", "/reservations/workloads/changes", changes::answer);
  }

  private CompletionStage<Answer> answer(WebRequest request)
      throws StoreException, InterruptedException {
    var after = Arguments.queryNumber(request, "after");
    var seconds = Arguments.queryNumber(request, "wait");
    if (after < 0 || seconds < 0) {
      throw new RefusedException(400, "after and wait must be 0 or more");
    }
    var from = new From(after, endedAfter(Arguments.queryNumber(request, "ended_after")));
    var wait = Duration.ofSeconds(Math.min(seconds, Waiters.LONGEST_WAIT.toSeconds()));
    // Before the look, so that a change between the two is not missed.
    var turn = waiters.enter(request, wait);
    var known = sinceOrLeave(from, turn);
    if (!known.isEmpty() || wait.isZero()) {
      turn.leave();
      return CompletableFuture.completedFuture(answer(from, known));
    }
    return turn.over()
        .thenApplyAsync(
            hasNews -> hasNews ? look(from) : answer(from, List.of()), waiters.executor());
  }

  /// @param asked a change; below 0 so many changes before the last one
  private long endedAfter(long asked) throws StoreException, InterruptedException {
    return asked >= 0
        ? asked
        : Math.max(0, store.<Long>read(records -> records.lastChange()) + asked);
  }

  private List<ChangeEntry> sinceOrLeave(From from, Waiters.Turn turn)
      throws StoreException, InterruptedException {
    try {
      return since(from);
    } catch (StoreException | InterruptedException | RuntimeException e) {
      turn.leave();
      throw e;
    }
  }

  private List<ChangeEntry> since(From from) throws StoreException, InterruptedException {
    return store.read(records ->
        records.changedAfter(from.after(), from.endedAfter(), MOST, Reading.MOST_CHARACTERS));
  }

  private Answer look(From from) {
    try {
      return answer(from, since(from));
    } catch (StoreException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RefusedException(503, "the explorer is closing");
    }
  }

  private static Answer answer(From from, List<ChangeEntry> entries) {
    var last = entries.isEmpty() ? from.after() : entries.getLast().change();
    var texts = entries.stream().map(ChangeEntry::text).toList();
    return Answer.json(200, "[" + String.join(",", texts) + "]")
        .with("x-last-change", Long.toString(last))
        .with("x-ended-after", Long.toString(from.endedAfter()));
  }
}
