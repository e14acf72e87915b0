package io.coredeck.sdk.fit;

import io.coredeck.model.Reservation;
import io.coredeck.model.fit.Explanation;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.Json;
import io.coredeck.wire.fit.FitMessages;

/// Asks the explorer what would become of a wish. Nothing is created.
///
/// {@snippet file="io/coredeck/sdk/GridExamplesTest.java" region="dryRun"}
public final class DryRun {

  private static final String PATH = "/reservations/workloads/explain";

  private DryRun() {}

  /// @param grid in whose user's name it would be asked for
  /// @param wish node (empty for any), pool and workload; need not be signed
  /// @return which nodes fit and why the others do not, what is in the way, what it costs
  /// @throws GridException if the explorer does not answer, or this user could not ask for it at
  ///   all; with status 404 from an explorer that has no dry runs, as the original's
  public static Explanation of(GridClient grid, Reservation wish)
      throws GridException, InterruptedException {
    var mine = wish.withPlace(wish.nodeId(), wish.poolId(), grid.tid()).withCustomerSignature("");
    var calls = grid.calls();
    return calls.read(calls.post(PATH, Json.write(mine)), FitMessages::explanation);
  }
}
