package io.coredeck.explorer.workload;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Waiters;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.Router;
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

  /// Adds the route.
  ///
  /// @param base path before all routes
  /// @param waiters told of each change of a workload
  public static void route(Router router, String base, Store store, Waiters waiters) {
    var lookup = new Lookup(store, waiters);
    router.addLater("GET", base + "/reservations/workloads/{id:digits}", lookup::answer);
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
    return CompletableFuture.supplyAsync(
        () -> Answer.json(200, held(id, until.get(), wait)), waiters.executor());
  }

  /// Each change of any workload is a reason to look again.
  private String held(long id, Until until, Duration wait) {
    var end = System.nanoTime() + wait.toNanos();
    while (true) {
      // Before the look, so that a change between the two is not missed.
      var turn = waiters.enter(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      try {
        var text = text(id);
        if (until.isReached(Json.reservation(text)) || !turn.over().join()) {
          return text;
        }
      } catch (StoreException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new RefusedException(503, "the explorer is closing");
      } finally {
        turn.leave();
      }
    }
  }

  private String text(long id) throws StoreException, InterruptedException {
    return store
        .read(records -> records.workloadText(id))
        .orElseThrow(() -> new RefusedException(404, "workload not found"));
  }
}
