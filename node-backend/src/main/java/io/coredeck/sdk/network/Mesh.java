package io.coredeck.sdk.network;

import io.coredeck.model.NetworkResource;
import io.coredeck.model.NetworkResource.Peer;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Node;
import io.coredeck.model.rule.Ipv4Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How the parts of a network know each other: each node is a peer of all others, and machines
/// outside are peers of one of them.
///
/// A node with a public IPv4 address is reached by all. Two without can only meet through others;
/// the original routes them through a third, this does not.
public final class Mesh {

  private static final List<Ipv4Range> NOT_PUBLIC =
      Stream.of("0.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3")
          .flatMap(text -> Ipv4Range.parse(text).stream())
          .toList();

  private Mesh() {}

  /// @param part what another node gets of the network, without peers
  /// @param addresses public addresses of nodes, by their ids
  /// @return the network with that part, in which each part has all others as peers, and the others
  ///   let in whom they let in
  /// @throws IllegalArgumentException if its range is no /24 of the network, or another's
  public static Network joined(Network network, Reservation part, Map<String, String> addresses) {
    var others =
        network.parts().stream().filter(one -> !one.nodeId().equals(part.nodeId())).toList();
    requireFree(network, Network.resource(part).iprange(), others, addresses);
    return meshed(network, Stream.concat(others.stream(), Stream.of(part)).toList(), addresses);
  }

  /// Lets a machine outside in, which is reached through one of the nodes.
  ///
  /// @param nodeId has a part of the network and a public address
  /// @param range CIDR, what the machine gets of the network: a /24 that nobody has
  /// @param addresses public addresses of nodes, by their ids
  /// @throws IllegalArgumentException if the node or the range is another
  public static Access opened(
      Network network, String nodeId, String range, Map<String, String> addresses) {
    var part =
        network
            .part(nodeId)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "network %s has no part on node %s; add the node to it first"
                        .formatted(network.name(), nodeId)));
    var address = addresses.get(nodeId);
    if (address == null) {
      throw new IllegalArgumentException(
          "node %s has no public address, so nobody outside reaches it; take one that has"
              .formatted(nodeId));
    }
    requireFree(network, range, network.parts(), addresses);
    var keys = WireguardKeys.generate();
    var machine = new Peer(keys.publicKey(), "", range, List.of(range, tunnel(range)));
    var entry = Network.resource(part);
    var open =
        part.withWorkload(
            entry.withPeers(Stream.concat(entry.peers().stream(), Stream.of(machine)).toList()));
    var parts =
        network.parts().stream().map(one -> one.nodeId().equals(nodeId) ? open : one).toList();
    var endpoint = address + ":" + entry.wireguardListenPort();
    return new Access(
        meshed(network, parts, addresses), wgQuick(keys, machine, network, entry, endpoint));
  }

  private static String wgQuick(
      WireguardKeys keys, Peer machine, Network network, NetworkResource entry, String endpoint) {
    return """
    [Interface]
    Address = %s
    PrivateKey = %s

    [Peer]
    PublicKey = %s
    AllowedIPs = %s, %s
    PersistentKeepalive = 25
    Endpoint = %s
    """
        .formatted(
            tunnel(machine.iprange()),
            keys.privateKey(),
            entry.wireguardPublicKey(),
            network.ipRange(),
            tunnels(machine.iprange()),
            endpoint);
  }

  /// @param others parts that stay
  private static void requireFree(
      Network network, String wanted, List<Reservation> others, Map<String, String> addresses) {
    var range = Network.range(network.checkedPart(wanted));
    for (var other : others) {
      if (Network.range(Network.resource(other).iprange()).overlaps(range)) {
        throw new IllegalArgumentException(
            "range %s of network %s is that of node %s; take another"
                .formatted(range, network.name(), other.nodeId()));
      }
    }
    outsiders(network, others, addresses).values().stream()
        .flatMap(List::stream)
        .filter(peer -> Ipv4Range.parse(peer.iprange()).filter(range::overlaps).isPresent())
        .findFirst()
        .ifPresent(peer -> {
          throw new IllegalArgumentException(
              "range %s of network %s is that of a machine outside, or of a node that was taken out; take another"
                  .formatted(range, network.name()));
        });
  }

  /// Machines outside: peers of one part alone that are no parts themselves and cannot be reached,
  /// while the node of that part can. What was a part had all others as peers; where one other is
  /// left, it cannot be told from a machine, and stays.
  ///
  /// @param network as it was
  /// @return by the node that lets them in
  private static Map<String, List<Peer>> outsiders(
      Network network, List<Reservation> parts, Map<String, String> addresses) {
    var known =
        Stream.concat(network.parts().stream(), parts.stream())
            .map(part -> Network.resource(part).wireguardPublicKey())
            .collect(Collectors.toSet());
    var found = new HashMap<String, List<Peer>>();
    for (var part : parts) {
      if (addresses.containsKey(part.nodeId())) {
        var own =
            Network.resource(part).peers().stream()
                .filter(peer -> peer.endpoint().isEmpty() && !known.contains(peer.publicKey()))
                .filter(
                    peer -> network.parts().stream().filter(one -> hasPeer(one, peer)).count() < 2)
                .toList();
        found.put(part.nodeId(), own);
      }
    }
    return found;
  }

  private static boolean hasPeer(Reservation part, Peer peer) {
    return Network.resource(part).peers().stream()
        .anyMatch(one -> one.publicKey().equals(peer.publicKey()));
  }

  private static Network meshed(
      Network network, List<Reservation> parts, Map<String, String> addresses) {
    var outsiders = outsiders(network, parts, addresses);
    var meshed = new ArrayList<Reservation>();
    for (var part : parts) {
      var peers = new ArrayList<Peer>();
      for (var other : parts) {
        if (!other.nodeId().equals(part.nodeId())) {
          var through = outsiders.getOrDefault(other.nodeId(), List.of());
          peers.add(peer(Network.resource(other), addresses.get(other.nodeId()), through));
        }
      }
      peers.addAll(outsiders.getOrDefault(part.nodeId(), List.of()));
      meshed.add(part.withWorkload(Network.resource(part).withPeers(peers)));
    }
    return network.withParts(meshed);
  }

  /// @param through machines outside that are reached through it
  private static Peer peer(NetworkResource other, @Nullable String address, List<Peer> through) {
    var endpoint = address == null ? "" : address + ":" + other.wireguardListenPort();
    var ranges = new ArrayList<>(List.of(other.iprange(), tunnel(other.iprange())));
    through.forEach(one -> ranges.addAll(one.allowedIpranges()));
    return new Peer(other.wireguardPublicKey(), endpoint, other.iprange(), ranges);
  }

  /// @param iprange a.b.c.0/24
  /// @return 100.64.b.c/32, the address of its node in the tunnel
  private static String tunnel(String iprange) {
    var first = Network.range(iprange).first();
    return "100.64.%d.%d/32".formatted(first.part(1), first.part(2));
  }

  /// @param iprange a.b.c.0/24
  /// @return 100.64.b.0/24, the addresses of all nodes of its network in the tunnel
  private static String tunnels(String iprange) {
    return "100.64.%d.0/24".formatted(Network.range(iprange).first().part(1));
  }

  /// @param configured public address its farmer gave it, CIDR; empty if none
  /// @return the IPv4 address at which other nodes reach a node; empty if there is none
  public static Optional<String> publicAddress(Node node, String configured) {
    return Stream.concat(
            Stream.of(configured), node.interfaces().stream().flatMap(one -> one.addrs().stream()))
        .filter(Mesh::isPublic)
        .map(cidr -> cidr.substring(0, cidr.indexOf('/')))
        .findFirst();
  }

  private static boolean isPublic(String cidr) {
    return Ipv4Range.parse(cidr)
        .filter(range -> !range.isPrivate())
        .filter(range -> NOT_PUBLIC.stream().noneMatch(other -> other.contains(range.first())))
        .isPresent();
  }
}
