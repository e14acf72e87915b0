package io.coredeck.sdk;

import io.coredeck.model.Reservation;
import java.time.Duration;

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
    for (var one : grid.liveWorkloads()) {
      if (one.customerSignature().equals(signed.customerSignature())) {
        return one.id();
      }
    }
    return grid.send(signed);
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
