package io.coredeck.explorer.workload.explain;

import io.coredeck.explorer.call.Arguments;
import io.coredeck.explorer.call.Caller;
import io.coredeck.explorer.door.Doors;
import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.workload.check.WishCheck;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.web.Answer;
import io.coredeck.web.RefusedException;
import io.coredeck.web.WebRequest;
import io.coredeck.wire.fit.FitMessages;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The call that explains a wish and creates nothing. Whoever could ask for it may; signed or not.
///
/// It sees what the caller has, and of others what the public lists show: their nodes, and which
/// ranges are taken on them, not by whom.
public final class Explain {

  /// Calls that are worked on at once, since each may look at many records.
  static final int MOST_AT_ONCE = 8;

  /// Of them of one customer.
  static final int MOST_OF_ONE = 2;

  /// Volumes of a container that is explained: each is looked for.
  static final int MOST_VOLUMES = 64;

  private final Store store;
  private final InstantSource clock;

  /// Calls in hand by customer; one that has none is not in it. Guarded by itself.
  private final Map<Long, Integer> inHand = new HashMap<>();

  private Explain(Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Adds the call.
  public static void open(Doors doors, Store store, InstantSource clock) {
    doors.changerLater(
        "POST", "/reservations/workloads/explain", new Explain(store, clock)::explain);
  }

  private CompletionStage<Answer> explain(WebRequest request, Caller caller)
      throws StoreException, InterruptedException {
    var asked = WishCheck.read(request.withLimit(WishCheck.MOST_BYTES).text());
    WishCheck.requireKind(asked);
    if (asked.customerTid() != 0) {
      WishCheck.requireCustomer(asked, caller.tid());
    }
    if (!asked.customerSignature().isEmpty()) {
      WishCheck.requireSignature(
          store.read(records -> WishCheck.keyOf(records, caller.tid())), asked);
    }
    if (asked.workload() instanceof Container container
        && container.volumes().size() > MOST_VOLUMES) {
      throw new RefusedException(
          400,
          "volumes has %d entries; it must have at most %d to be explained"
              .formatted(container.volumes().size(), MOST_VOLUMES));
    }
    var size = Arguments.slice(request).size();
    enter(caller.tid());
    try {
      return CompletableFuture.completedFuture(answer(asked, caller.tid(), size));
    } finally {
      leave(caller.tid());
    }
  }

  private Answer answer(Reservation asked, long tid, int size)
      throws StoreException, InterruptedException {
    var wish = asked.withPlace(asked.nodeId(), asked.poolId(), tid);
    return Answer.json(
        200, FitMessages.write(new Judgement(store, wish, clock.instant()).of(size)));
  }

  private void enter(long tid) {
    synchronized (inHand) {
      if (inHand.getOrDefault(tid, 0) >= MOST_OF_ONE) {
        throw new RefusedException(
            429, "%d of your dry runs are in hand; wait for one".formatted(MOST_OF_ONE));
      }
      if (inHand.values().stream().mapToInt(Integer::intValue).sum() >= MOST_AT_ONCE) {
        throw new RefusedException(503, "the explorer is busy with other dry runs; ask again");
      }
      inHand.merge(tid, 1, Integer::sum);
    }
  }

  private void leave(long tid) {
    synchronized (inHand) {
      inHand.computeIfPresent(tid, (_, count) -> count == 1 ? null : count - 1);
    }
  }
}
