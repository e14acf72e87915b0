package io.coredeck.explorer.workload;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Waiters;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.Json;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// One workload, as it is now. With `until`, an addition to the original, the call is held until
/// its node has answered or taken it down, at most `wait` seconds; then it gets what it would have
/// got without.
///
/// Open to everybody, as in the original.
public final class Lookup {

  private final Store store;
  private final Waiters waiters;

  private Lookup(Store store, Waiters waiters) {
    this.store = store;
    this.waiters = waiters;
  }

  /// Adds the call.
  ///
  /// @param waiters told of each change of a workload, by its id
  public static void open(Doors doors, Store store, Waiters waiters) {
    var lookup = new Lookup(store, waiters);
    doors.anybodyLater("GET", "/reservations/workloads/{id:digits}", lookup::answer);
  }

  /// What a call waits for.
  private enum Until {
    ANSWERED,
    DELETED;

    static Until of(String word) {
      return switch (word) {
        case "answered" -> ANSWERED;
        case "deleted" -> DELETED;
        default ->
            throw new RefusedException(
                400, "until is '%s'; it must be answered or deleted".formatted(word));
      };
    }

    boolean isReached(Reservation one) {
      var next = one.nextAction();
      return this == DELETED
          ? next == NextAction.DELETED
          : one.result().isAnswered() || next.code() > NextAction.DEPLOY.code();
    }
  }

  private CompletionStage<Answer> answer(WebRequest request)
      throws StoreException, InterruptedException {
    var id = Arguments.pathNumber(request, "id");
    var until = request.query("until").map(Until::of);
    var seconds = Arguments.queryNumber(request, "wait");
    if (seconds < 0) {
      throw new RefusedException(400, "wait must be 0 or more");
    }
    if (until.isEmpty() || seconds == 0) {
      return CompletableFuture.completedFuture(Answer.json(200, text(id)));
    }
    var wait = Duration.ofSeconds(Math.min(seconds, Waiters.LONGEST_WAIT.toSeconds()));
    return held(request, id, until.get(), System.nanoTime() + wait.toNanos());
  }

  /// No thread waits: each change of the workload is a reason to look again.
  private CompletionStage<Answer> held(WebRequest request, long id, Until until, long end)
      throws StoreException, InterruptedException {
    // Before the look, so that a change between the two is not missed.
    var turn = waiters.enter(request, id, Duration.ofNanos(Math.max(0, end - System.nanoTime())));
    String text;
    try {
      text = text(id);
    } catch (StoreException | InterruptedException | RuntimeException e) {
      turn.leave();
      throw e;
    }
    if (until.isReached(Json.reservation(text))) {
      turn.leave();
      return CompletableFuture.completedFuture(Answer.json(200, text));
    }
    return turn.over()
        .thenComposeAsync(
            hasNews ->
                hasNews
                    ? heldAgain(request, id, until, end)
                    : CompletableFuture.completedFuture(Answer.json(200, text)),
            waiters.executor());
  }

  private CompletionStage<Answer> heldAgain(WebRequest request, long id, Until until, long end) {
    try {
      return held(request, id, until, end);
    } catch (StoreException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new RefusedException(503, "the explorer is closing");
    }
  }

  /// Clients of the original ask this in a loop without any pause while they wait for a result: the
  /// stored text goes out as it is.
  private String text(long id) throws StoreException, InterruptedException {
    return store
        .read(records -> records.workloadText(id))
        .orElseThrow(() -> new RefusedException(404, "workload not found"));
  }
}
