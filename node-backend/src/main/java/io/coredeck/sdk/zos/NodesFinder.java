package io.coredeck.sdk.zos;

import io.coredeck.model.registry.Node;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.network.Mesh;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/// Nodes by what they are and have: `zos.nodesFinder()`.
///
/// {@snippet file="io/coredeck/sdk/zos/ZosExamplesTest.java" region="nodesFinder"}
public final class NodesFinder {

  /// A node without a sign of life for so long counts as down.
  public static final Duration SILENCE = Duration.ofMinutes(10);

  private static final int IP6_BYTES = 16;
  private static final int GLOBAL_MASK = 0xE0;
  private static final int GLOBAL_BITS = 0x20;

  private final GridClient grid;

  NodesFinder(GridClient grid) {
    this.grid = grid;
  }

  /// @return nodes of a farm or place, whatever they have, whether they are up or not
  /// @throws IllegalArgumentException if there is no such farm
  public List<Node> nodesSearch(NodeWish wish) throws GridException, InterruptedException {
    var farm = wish.farmId();
    if (wish.farmName().isPresent()) {
      var name = wish.farmName().get();
      var found =
          grid.farmNamed(name)
              .orElseThrow(
                  () -> new IllegalArgumentException("there is no farm '%s'".formatted(name)));
      farm = OptionalLong.of(found.id());
    }
    var nodes = farm.isPresent() ? grid.nodesOfFarm(farm.getAsLong()) : grid.nodes();
    return nodes.stream().filter(wish::isAt).toList();
  }

  /// @return nodes with so much free, whether they are up or not
  /// @throws IllegalArgumentException if there is no such farm
  public List<Node> nodesByCapacity(NodeWish wish) throws GridException, InterruptedException {
    var found = nodesSearch(wish).stream().filter(wish::fits);
    if (wish.poolId().isPresent()) {
      var pool = grid.pool(wish.poolId().getAsLong());
      found = found.filter(node -> pool.nodeIds().contains(node.nodeId()));
    }
    return found.toList();
  }

  /// @return whether it has given a sign of life in the last {@link #SILENCE}; by the clock of this
  ///   machine
  public boolean filterIsUp(Node node) {
    return Instant.ofEpochSecond(node.updated()).isAfter(Instant.now().minus(SILENCE));
  }

  /// @return whether anybody may use it without a pool's capacity
  public boolean filterIsFreeToUse(Node node) {
    return node.freeToUse();
  }

  /// @return whether an interface of it has a public IPv4 address
  public boolean filterPublicIp4(Node node) {
    return Mesh.publicAddress(node, "").isPresent();
  }

  /// @return whether an interface of it has a global IPv6 address: one of 2000::/3, RFC 4291 2.4
  public boolean filterPublicIp6(Node node) {
    return node.interfaces().stream()
        .flatMap(one -> one.addrs().stream())
        .anyMatch(NodesFinder::isGlobalIp6);
  }

  private static boolean isGlobalIp6(String cidr) {
    try {
      var bytes = InetAddress.ofLiteral(cidr.replaceFirst("/.*", "")).getAddress();
      return bytes.length == IP6_BYTES && (bytes[0] & GLOBAL_MASK) == GLOBAL_BITS;
    } catch (IllegalArgumentException _) {
      return false; // what a node says of itself may be anything
    }
  }
}
