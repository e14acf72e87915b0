package io.coredeck.sdk.network;

import io.coredeck.identity.NodeId;
import io.coredeck.identity.Secrets;
import io.coredeck.model.NetworkResource;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One node's part of a new private network, with keys of its own and no peers yet.
public final class NetworkPart {

  private static final int FIRST_PORT = 51_821;
  private static final int LAST_PORT = 65_000;

  private NetworkPart() {}

  /// @param used the UDP ports of a node's tunnels
  /// @return one for a new tunnel
  public static int portBeside(List<Integer> used) {
    var highest = used.stream().mapToInt(Integer::intValue).max().orElse(0);
    return Math.clamp(highest + 1L, FIRST_PORT, LAST_PORT);
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
