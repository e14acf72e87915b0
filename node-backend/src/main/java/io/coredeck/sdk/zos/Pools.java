package io.coredeck.sdk.zos;

import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Pool;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import java.time.Duration;
import java.util.List;

/// Capacity that was paid for: `zos.pools()`.
///
/// {@snippet file="io/coredeck/sdk/zos/ZosExamplesTest.java" region="pools"}
public final class Pools {

  private final GridClient grid;

  Pools(GridClient grid) {
    this.grid = grid;
  }

  /// Orders capacity on all nodes of a farm.
  ///
  /// @param cu compute unit seconds
  /// @param su storage unit seconds
  /// @param farm name of the farm
  /// @return the new pool's id
  /// @throws IllegalArgumentException if there is no such farm, or it has no nodes
  public long create(long cu, long su, String farm) throws GridException, InterruptedException {
    var found =
        grid.farmNamed(farm)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "there is no farm '%s'; look at the farms of the grid".formatted(farm)));
    var nodes = grid.nodesOfFarm(found.id()).stream().map(Node::nodeId).toList();
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException(
          "farm '%s' has no nodes; a pool needs one or more".formatted(farm));
    }
    return grid.orderPool(0, cu, su, nodes);
  }

  /// Orders more for a pool, on the nodes it has.
  ///
  /// @param cu compute unit seconds
  /// @param su storage unit seconds
  /// @return number of the order, which is not the pool's
  public long extend(long poolId, long cu, long su) throws GridException, InterruptedException {
    return grid.orderPool(poolId, cu, su, get(poolId).nodeIds());
  }

  /// @return as it is now
  /// @throws GridException with status 404 if there is none of that number
  public Pool get(long poolId) throws GridException, InterruptedException {
    return grid.pool(poolId);
  }

  /// @return all of one's own
  public List<Pool> list() throws GridException, InterruptedException {
    return grid.pools();
  }

  /// Waits until a pool's order is paid for and it can be used.
  ///
  /// @throws io.coredeck.sdk.NoResultException if the limit passes first
  public Pool awaitCapacity(long poolId, Duration limit)
      throws GridException, InterruptedException {
    return grid.awaitCapacity(poolId, limit);
  }
}
