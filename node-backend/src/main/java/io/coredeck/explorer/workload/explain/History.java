package io.coredeck.explorer.workload.explain;

import io.coredeck.explorer.store.Store;
import io.coredeck.explorer.store.StoreException;
import io.coredeck.explorer.store.find.Filter;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.WorkloadType;
import io.coredeck.model.fit.Explanation.Time;
import java.util.Optional;

/// How long workloads of a kind lately took until their nodes said that they run.
final class History {

  /// How many of the newest workloads are looked at.
  static final int NEWEST = 300;

  private static final int OF_TEN = 9;
  private static final int TEN = 10;

  private History() {}

  /// @return empty if none of the newest workloads tells
  static Optional<Time> of(Store store, WorkloadType type)
      throws StoreException, InterruptedException {
    var filter = new Filter.Workloads(0, -1, type.code());
    var entries =
        store.read(records ->
            records.workloadsAfter(filter, Math.max(0, records.lastWorkloadId() - NEWEST), NEWEST));
    var took =
        entries.stream()
            .flatMap(Gathering::read)
            .filter(History::cameUp)
            .mapToLong(one -> one.result().epoch() - one.epoch())
            .filter(seconds -> seconds >= 0)
            .sorted()
            .toArray();
    return took.length == 0
        ? Optional.empty()
        : Optional.of(
            new Time(
                took[(took.length - 1) / 2], took[(took.length * OF_TEN - 1) / TEN], took.length));
  }

  /// What was taken down keeps the time of its node's answer, unless there was none.
  private static boolean cameUp(Reservation one) {
    var said = one.result();
    var isTold = said.isAnswered() && !said.nodeId().isEmpty() && said.message().isEmpty();
    return isTold
        && (said.state() == Result.State.OK
            || (said.state() == Result.State.DELETED && one.nextAction() == NextAction.DELETED));
  }
}
