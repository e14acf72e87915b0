package io.coredeck.sdk;

import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.wire.Json;
import java.time.Duration;
import java.util.List;

/// Calls that outlast a restart of the explorer: while it does not answer they are made again, and
/// nothing is asked for twice.
///
/// @param grid in whose name
/// @param limit how long the explorer may be away
public record PatientCalls(GridClient grid, Duration limit) {

  /// Asks for a workload as {@link GridClient#deploy} does. After a lost answer it looks whether
  /// the explorer has it already.
  ///
  /// @return the new reservation's id
  /// @throws GridException if the explorer refuses, also if that answer was lost and its pool could
  ///   not pay the wish: then with {@link GridException#listed}; with {@link
  ///   GridException#isSilence} if it did not answer until the limit: then nobody knows whether it
  ///   has taken the wish
  public long deploy(Reservation wish) throws GridException, InterruptedException {
    return send(grid.signed(wish));
  }

  long send(Reservation signed) throws GridException, InterruptedException {
    try {
      return grid.send(signed);
    } catch (GridException e) {
      if (!e.isSilence() || signed.customerSignature().isEmpty()) {
        throw e;
      }
    }
    return Waiting.until(limit, _ -> takenOrSent(signed), _ -> true, "the explorer is away");
  }

  private long takenOrSent(Reservation signed) throws GridException, InterruptedException {
    for (var state : List.of(NextAction.DEPLOY, NextAction.DELETE, NextAction.INVALID)) {
      var path =
          "/reservations/workloads?customer_tid=%d&next_action=%d"
              .formatted(grid.tid(), state.code());
      for (var one : grid.calls().pages(path, Json::reservations)) {
        if (one.customerSignature().equals(signed.customerSignature())) {
          return accepted(one);
        }
      }
    }
    return grid.send(signed);
  }

  /// @param found what the explorer made of a wish
  /// @throws GridException as its answer would have been if the pool could not pay
  private static long accepted(Reservation found) throws GridException {
    if (found.nextAction() == NextAction.INVALID) {
      throw GridException.unpaid(found.id());
    }
    return found.id();
  }

  /// Asks for the deletion of what the explorer refused and lists all the same; asks for nothing if
  /// there is no such thing.
  ///
  /// @return the refusal, to be thrown on; with {@link GridException#listed} only if the deletion
  ///   was refused too, which its message says then
  public GridException takenBack(GridException refused) throws InterruptedException {
    if (refused.listed().isEmpty()) {
      return refused;
    }
    var id = refused.listed().getAsLong();
    try {
      decommission(id);
      return refused.unlisted();
    } catch (GridException again) {
      return again.isUnsure() && isGoing(id) ? refused.unlisted() : refused.stillListed(again);
    }
  }

  /// @return whether it is deleted or being deleted for sure
  private boolean isGoing(long id) throws InterruptedException {
    try {
      return grid.workload(id).nextAction().isDelete();
    } catch (GridException _) {
      return false; // the refusal names it
    }
  }

  /// Asks for a workload's deletion as {@link GridClient#decommission} does.
  public void decommission(long id) throws GridException, InterruptedException {
    var _ =
        Waiting.until(
            limit,
            _ -> {
              grid.decommission(id);
              return id;
            },
            _ -> true,
            "the explorer is away");
  }
}
