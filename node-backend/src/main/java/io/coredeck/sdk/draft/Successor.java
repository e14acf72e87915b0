package io.coredeck.sdk.draft;

import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.draft.Replaces;
import java.util.Comparator;
import java.util.Optional;

/// The container that takes the place of another, by what its metadata says.
///
/// {@snippet file="io/coredeck/sdk/draft/DraftExamplesTest.java" region="successor"}
public final class Successor {

  private Successor() {}

  /// Of several that were asked for at once the first one counts.
  ///
  /// @return what runs in the old one's place or is about to; empty if nothing
  public static Optional<Reservation> of(GridClient grid, Reservation old)
      throws GridException, InterruptedException {
    return grid.liveWorkloads().stream()
        .filter(one -> one.id() > old.id() && isComing(one))
        .filter(one -> Replaces.is(one.metadata(), old.gwid()))
        .min(Comparator.comparingLong(Reservation::id));
  }

  private static boolean isComing(Reservation one) {
    var hasFailed = one.result().isAnswered() && one.result().state() != Result.State.OK;
    return one.nextAction() == NextAction.DEPLOY && !hasFailed;
  }

  static boolean isUp(Reservation one) {
    return isComing(one) && one.result().isAnswered();
  }
}
