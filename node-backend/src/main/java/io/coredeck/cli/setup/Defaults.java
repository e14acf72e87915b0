package io.coredeck.cli.setup;

import io.coredeck.cli.setup.CliConfig.Endpoints;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import java.util.List;

/// Where a reservation goes that says nothing, for who is not the platform's own user: to the
/// user's first pool, its first node, and the user's network there.
final class Defaults {

  private Defaults() {}

  /// @param known how to reach the programs
  static Endpoints of(GridClient grid, Endpoints known) throws GridException, InterruptedException {
    var pool = grid.pools().stream().filter(one -> !one.nodeIds().isEmpty()).findFirst();
    var node = pool.map(one -> one.nodeIds().getFirst()).orElse("");
    var networks = networks(grid.liveWorkloads(), node);
    return new Endpoints(
        known.explorer(),
        known.redis(),
        known.hub(),
        node,
        pool.map(one -> one.poolId()).orElse(0L),
        networks.isEmpty() ? "" : networks.getFirst().name(),
        networks.isEmpty() ? "" : networks.getFirst().iprange());
  }

  private static List<NetworkResource> networks(List<Reservation> live, String node) {
    return live.stream()
        .filter(one -> one.nodeId().equals(node))
        .map(Reservation::workload)
        .filter(NetworkResource.class::isInstance)
        .map(NetworkResource.class::cast)
        .toList();
  }
}
