package io.coredeck.sdk.draft;

import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NoResultException;
import io.coredeck.sdk.PatientCalls;
import io.coredeck.sdk.draft.Redeployed.End;
import io.coredeck.wire.draft.Replaces;

/// Runs a container again as it was, after it made place for one that does not run.
///
/// @param old the container, which is gone
record Restoring(PatientCalls calls, Reservation old, RedeployOptions options) {

  /// Stands in place of a wish's content in one that is the old one again.
  private static final String RESTORED = "restored";

  /// @param fresh what does not run, with id 0 if it was not taken
  /// @param why it does not
  Redeployed run(Reservation fresh, String why) throws InterruptedException {
    var now = fresh;
    try {
      awaitGone(fresh);
      now = calls.grid().workload(asked());
      now = answered(now);
      return isOld(now) && Successor.isUp(now)
          ? new Redeployed(End.RESTORED, now, why)
          : new Redeployed(End.LOST, now, why + "; " + instead(now));
    } catch (GridException e) {
      return new Redeployed(End.LOST, now, why + "; " + calls.takenBack(e).getMessage());
    }
  }

  private void awaitGone(Reservation fresh) throws GridException, InterruptedException {
    if (fresh.id() == 0) {
      return;
    }
    try {
      var _ = calls.grid().awaitDeleted(fresh.id(), options.removal());
    } catch (NoResultException _) {
      // what still goes may be in nobody's way: the node says so if it is
    }
  }

  /// Another run may do the same: the first one's counts.
  private long asked() throws GridException, InterruptedException {
    var begun = Successor.of(calls.grid(), old);
    if (begun.isPresent()) {
      return begun.get().id();
    }
    var wish = old.asReceived().withCustomerSignature("").withTexts(old.description(), metadata());
    var id = calls.deploy(wish);
    var first = Successor.of(calls.grid(), old).map(Reservation::id).filter(other -> other < id);
    if (first.isPresent()) {
      calls.decommission(id);
    }
    return first.orElse(id);
  }

  private String metadata() {
    return Replaces.marked(old.metadata(), old.gwid(), RESTORED);
  }

  private Reservation answered(Reservation asked) throws GridException, InterruptedException {
    try {
      return calls.grid().awaitResult(asked.id(), options.limit());
    } catch (NoResultException _) {
      return calls.grid().workload(asked.id());
    }
  }

  /// Where there is no room for a mark the metadata stays as it was.
  private boolean isOld(Reservation now) {
    return now.metadata().equals(metadata()) || Replaces.is(now.metadata(), old.gwid(), RESTORED);
  }

  private String instead(Reservation now) {
    if (!isOld(now)) {
      return "%s takes the place of %s meanwhile".formatted(now.gwid(), old.gwid());
    }
    var isLate = !now.result().isAnswered() && now.nextAction() == NextAction.DEPLOY;
    return isLate
        ? "%s was asked for again as %s, whose node has not answered yet"
            .formatted(old.gwid(), now.gwid())
        : "%s again, as %s: %s".formatted(old.gwid(), now.gwid(), Redeployment.why(now));
  }
}
