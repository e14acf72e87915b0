package io.coredeck.sdk.network;

import io.coredeck.identity.NodeId;
import io.coredeck.identity.Secrets;
import io.coredeck.model.NetworkResource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// One node's part of a new private network, with keys of its own and no peers yet.
public final class NetworkPart {

  private static final int FIRST_PORT = 51_821;
  private static final int LAST_PORT = 65_000;

  private NetworkPart() {}

  /// @param used the UDP ports of a node's tunnels
  /// @return the first one for a new tunnel that is not among them
  /// @throws IllegalArgumentException if all there are for tunnels are among them
  public static int portBeside(List<Integer> used) {
    var taken = Set.copyOf(used);
    return IntStream.rangeClosed(FIRST_PORT, LAST_PORT)
        .filter(port -> !taken.contains(port))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "the node has a network at each of its UDP ports from %d to %d; delete one of"
                        .formatted(FIRST_PORT, LAST_PORT)
                    + " its networks or take another node"));
  }

  /// @param nodeId the node; only it can read the private key
  /// @param name of the network
  /// @param network CIDR of the whole network
  /// @param iprange CIDR of the node's part, a /24 of it
  /// @param port UDP port of the tunnel on the node
  public static NetworkResource of(
      String nodeId, String name, String network, String iprange, int port) {
    var keys = WireguardKeys.generate();
    var sealed =
        Secrets.seal(NodeId.toHex(nodeId), keys.privateKey().getBytes(StandardCharsets.UTF_8));
    return new NetworkResource(name, network, iprange, sealed, keys.publicKey(), port, List.of());
  }
}
