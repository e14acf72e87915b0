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
  /// @throws GridException if the explorer refuses; with {@link GridException#isSilence} if it did
  ///   not answer until the limit: then nobody knows whether it has taken the wish
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
          return one.id();
        }
      }
    }
    return grid.send(signed);
  }

  /// Asks for the deletion of what the explorer refused and lists all the same; asks for nothing if
  /// there is no such thing.
  ///
  /// @return the refusal, to be thrown on; with the failure if the deletion was refused too
  public GridException takenBack(GridException refused) throws InterruptedException {
    try {
      if (refused.listed().isPresent()) {
        decommission(refused.listed().getAsLong());
      }
    } catch (GridException again) {
      refused.addSuppressed(again);
    }
    return refused;
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
