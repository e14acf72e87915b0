package io.coredeck.dashboard.usage;

import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.model.Workload;
import io.coredeck.model.registry.Pool;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.WorkloadName;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/// Asks for one thing on one node and waits until it is there.
///
/// @param grid in whose name
public record Wish(GridClient grid) {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// The node has said no.
  public static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /// @param name what its owner calls it; may be empty
  /// @return it, on its node
  /// @throws RefusedException with the node's words; nothing is left behind
  public Reservation grant(String nodeId, long pool, String name, Workload workload)
      throws GridException, RefusedException, InterruptedException {
    var id = grid.deploy(reservation(nodeId, pool, name, workload));
    var answer = grid.awaitResult(id, LIMIT);
    if (answer.result().state() != Result.State.OK || answer.nextAction().isDelete()) {
      throw new RefusedException(answer.result().message());
    }
    return answer;
  }

  private Reservation reservation(String nodeId, long pool, String name, Workload workload) {
    return new Reservation(
        0,
        1,
        nodeId,
        pool,
        "",
        name,
        WorkloadName.metadata(name),
        grid.tid(),
        "",
        NextAction.DEPLOY,
        SigningRequest.NONE,
        SigningRequest.NONE,
        List.of(),
        List.of(),
        Signature.NONE,
        0,
        Reservation.CURRENT_VERSION,
        Result.NONE,
        workload);
  }

  /// @return the pool that may be used on a node and lasts longest; 0 if there is none
  public static long poolFor(List<Pool> pools, String nodeId) {
    return pools.stream()
        .filter(pool -> pool.nodeIds().contains(nodeId))
        .max(Comparator.comparingLong(Pool::emptyAt))
        .map(Pool::poolId)
        .orElse(0L);
  }
}
