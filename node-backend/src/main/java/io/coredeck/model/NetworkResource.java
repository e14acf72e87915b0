package io.coredeck.model;

import java.util.List;

/// One node's part of a private network.
///
/// Texts are kept as they came: they are signed. The node checks them when it makes the network.
///
/// @param name the network's name; with the user it is the network's identity
/// @param networkIprange CIDR of the whole network, e.g. `172.24.0.0/16`
/// @param iprange CIDR of this node's part, e.g. `172.24.1.0/24`
/// @param wireguardPrivateKeyEncrypted hex of a sealed box for the node, holding the base64 key
/// @param wireguardPublicKey base64
/// @param wireguardListenPort UDP port
/// @param peers the other nodes' parts
public record NetworkResource(
    String name,
    String networkIprange,
    String iprange,
    String wireguardPrivateKeyEncrypted,
    String wireguardPublicKey,
    long wireguardListenPort,
    List<Peer> peers)
    implements Workload {

  public NetworkResource {
    peers = List.copyOf(peers);
  }

  @Override
  public WorkloadType type() {
    return WorkloadType.NETWORK_RESOURCE;
  }

  /// @return the same with other peers
  public NetworkResource withPeers(List<Peer> others) {
    return new NetworkResource(
        name,
        networkIprange,
        iprange,
        wireguardPrivateKeyEncrypted,
        wireguardPublicKey,
        wireguardListenPort,
        others);
  }

  /// Another node's part of the same network, reached through WireGuard.
  ///
  /// @param publicKey base64
  /// @param endpoint `ip:port` or `[ip6]:port`; empty if the peer has none
  /// @param iprange CIDR of the peer's part
  /// @param allowedIpranges CIDRs routed to the peer
  public record Peer(
      String publicKey, String endpoint, String iprange, List<String> allowedIpranges) {

    public Peer {
      allowedIpranges = List.copyOf(allowedIpranges);
    }
  }
}
