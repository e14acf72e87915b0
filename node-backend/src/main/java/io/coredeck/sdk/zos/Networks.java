package io.coredeck.sdk.zos;

import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.FarmerClient;
import io.coredeck.sdk.FarmerClient.PublicConfig;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.network.Access;
import io.coredeck.sdk.network.Mesh;
import io.coredeck.sdk.network.Network;
import io.coredeck.sdk.network.NetworkPart;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Private networks: `zos.network()`.
///
/// {@snippet file="io/coredeck/sdk/zos/ZosExamplesTest.java" region="network"}
public final class Networks {

  private final GridClient grid;
  private final FarmerClient farmer;

  Networks(GridClient grid) {
    this.grid = grid;
    this.farmer = new FarmerClient(grid);
  }

  /// @param ipRange CIDR, a private /16, e.g. `172.24.0.0/16`
  /// @param networkName none of one's own has
  /// @return a network without nodes
  /// @throws IllegalArgumentException if the range is another
  public Network create(String ipRange, String networkName) {
    return new Network(networkName, ipRange, List.of(), Set.of());
  }

  /// Gives a node a part of a network, with fresh keys of which only it can read the private one.
  ///
  /// @param ipRange CIDR, a /24 of the network that no other part has
  /// @return the network with it; all its parts are to be deployed, as all know each other
  /// @throws IllegalArgumentException if the range is another
  /// @throws GridException if the explorer does not know the node
  public Network addNode(Network network, String nodeId, String ipRange, long poolId)
      throws GridException, InterruptedException {
    var port = NetworkPart.portBeside(grid.node(nodeId).wgPorts());
    return addNode(network, nodeId, ipRange, poolId, port);
  }

  /// The same at a chosen port.
  ///
  /// @param port UDP port of the tunnel on the node
  public Network addNode(Network network, String nodeId, String ipRange, long poolId, int port)
      throws GridException, InterruptedException {
    var resource = NetworkPart.of(nodeId, network.name(), network.ipRange(), ipRange, port);
    var part = Workloads.wish(nodeId, poolId, resource);
    return Mesh.joined(network, part, addresses(network, nodeId));
  }

  /// Lets a machine outside into a network, as `add_access` of the original does.
  ///
  /// {@snippet file="io/coredeck/sdk/zos/ZosExamplesTest.java" region="access"}
  ///
  /// @param nodeId has a part of it and a public address, at which the machine reaches it
  /// @param ipRange CIDR, a /24 of the network that nobody has
  /// @return what the machine needs, and the network to be deployed
  /// @throws IllegalArgumentException if the node or the range is another
  public Access addAccess(Network network, String nodeId, String ipRange)
      throws GridException, InterruptedException {
    return Mesh.opened(network, nodeId, ipRange, addresses(network, nodeId));
  }

  private Map<String, String> addresses(Network network, String nodeId)
      throws GridException, InterruptedException {
    var nodes = new TreeSet<>(network.parts().stream().map(Reservation::nodeId).toList());
    if (nodes.isEmpty()) {
      return Map.of();
    }
    nodes.add(nodeId);
    var addresses = new HashMap<String, String>();
    for (var id : nodes) {
      var configured = farmer.publicConfig(id).map(PublicConfig::ipv4).orElse("");
      Mesh.publicAddress(grid.node(id), configured)
          .ifPresent(address -> addresses.put(id, address));
    }
    return addresses;
  }

  /// @return a network of one's own as it is deployed: of each node the newest part; empty if there
  ///   is none
  public Optional<Network> load(String networkName) throws GridException, InterruptedException {
    var parts = new LinkedHashMap<String, Reservation>();
    var used = new TreeSet<String>();
    for (var one : grid.liveWorkloads()) {
      if (one.nextAction() != NextAction.DEPLOY) {
        continue;
      }
      switch (one.workload()) {
        case NetworkResource part when part.name().equals(networkName) ->
            parts.put(one.nodeId(), one);
        case Container container ->
            container.networkConnections().stream()
                .filter(connection -> connection.networkId().equals(networkName))
                .forEach(connection -> used.add(connection.ipaddress()));
        default -> {}
      }
    }
    return parts.values().stream()
        .findFirst()
        .map(part -> (NetworkResource) part.workload())
        .map(part ->
            new Network(networkName, part.networkIprange(), List.copyOf(parts.values()), used));
  }
}
