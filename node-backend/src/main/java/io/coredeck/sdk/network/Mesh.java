package io.coredeck.sdk.network;

import io.coredeck.model.NetworkResource;
import io.coredeck.model.NetworkResource.Peer;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Node;
import io.coredeck.model.rule.Ipv4Range;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How the parts of a network know each other: each node is a peer of all others.
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
  /// @return the network with that part, in which each part has all others as peers
  /// @throws IllegalArgumentException if its range is no /24 of the network, or another's
  public static Network joined(Network network, Reservation part, Map<String, String> addresses) {
    var range = network.checkedPart(Network.resource(part).iprange());
    for (var other : network.parts()) {
      var taken = Network.resource(other).iprange();
      if (!other.nodeId().equals(part.nodeId())
          && Network.range(taken).overlaps(Network.range(range))) {
        throw new IllegalArgumentException(
            "range %s of network %s is that of node %s; take another"
                .formatted(range, network.name(), other.nodeId()));
      }
    }
    var parts =
        Stream.concat(
                network.parts().stream().filter(one -> !one.nodeId().equals(part.nodeId())),
                Stream.of(part))
            .toList();
    return network.withParts(parts.stream().map(one -> meshed(one, parts, addresses)).toList());
  }

  private static Reservation meshed(
      Reservation part, List<Reservation> all, Map<String, String> addresses) {
    var peers =
        all.stream()
            .filter(other -> !other.nodeId().equals(part.nodeId()))
            .map(other -> peer(Network.resource(other), addresses.get(other.nodeId())))
            .toList();
    return part.withWorkload(Network.resource(part).withPeers(peers));
  }

  private static Peer peer(NetworkResource other, @Nullable String address) {
    var endpoint = address == null ? "" : address + ":" + other.wireguardListenPort();
    return new Peer(
        other.wireguardPublicKey(),
        endpoint,
        other.iprange(),
        List.of(other.iprange(), tunnel(other.iprange())));
  }

  /// @param iprange a.b.c.0/24
  /// @return 100.64.b.c/32, the address of its node in the tunnel
  private static String tunnel(String iprange) {
    var first = Network.range(iprange).first();
    return "100.64.%d.%d/32".formatted(first.part(1), first.part(2));
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
