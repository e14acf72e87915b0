package io.coredeck.sdk.network;

import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.rule.Ipv4;
import io.coredeck.model.rule.Ipv4Range;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// A private network as it is, or is to be: a name, a range, and a part on each of its nodes.
///
/// @param name of at most one network of a user
/// @param ipRange CIDR of the whole network, a private /16
/// @param parts one for each node; what is not deployed yet has no id
/// @param usedAddresses addresses that containers in it have
public record Network(
    String name, String ipRange, List<Reservation> parts, Set<String> usedAddresses) {

  private static final int PREFIX = 16;
  private static final int PART_PREFIX = 24;
  private static final int PARTS = 256;
  private static final int PART_SIZE = 256;

  public Network {
    parts = List.copyOf(parts);
    usedAddresses = Set.copyOf(usedAddresses);
    var range = range(ipRange);
    if (range.prefix() != PREFIX || !range.isPrivate()) {
      throw new IllegalArgumentException(
          "network %s has range %s; it must be a private one (RFC 1918) of /16"
              .formatted(name, ipRange));
    }
  }

  static Ipv4Range range(String text) {
    return Ipv4Range.parse(text)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "'%s' is no range; it must be like 172.24.0.0/16".formatted(text)));
  }

  /// @return the range of a node's part; empty if it has none
  public Optional<String> nodeRange(String nodeId) {
    return part(nodeId).map(part -> resource(part).iprange());
  }

  /// @return a /24 of it that no part and no peer has; empty if all are taken
  public Optional<String> freeRange() {
    var taken =
        parts.stream()
            .map(Network::resource)
            .flatMap(part ->
                Stream.concat(
                    Stream.of(part.iprange()),
                    part.peers().stream().map(NetworkResource.Peer::iprange)))
            .flatMap(text -> Ipv4Range.parse(text).stream())
            .toList();
    return Stream.iterate(0, number -> number < PARTS, number -> number + 1)
        .map(number -> new Ipv4Range(range(ipRange).address(number * PART_SIZE), PART_PREFIX))
        .filter(range -> taken.stream().noneMatch(range::overlaps))
        .map(Ipv4Range::toString)
        .findFirst();
  }

  /// @return the first address of a node's part that no container has
  /// @throws IllegalArgumentException if the node has no part, or no address is left
  public String freeIp(String nodeId) {
    return nodeRange(nodeId)
        .flatMap(range -> range(range).nextFree(usedAddresses))
        .map(Ipv4::toString)
        .orElseThrow(() ->
            new IllegalArgumentException(
                "network %s has no free address on node %s; add the node to it or delete a container"
                    .formatted(name, nodeId)));
  }

  /// @return the same, with an address that a container has
  public Network withUsed(String address) {
    var used = new TreeSet<>(usedAddresses);
    used.add(address);
    return new Network(name, ipRange, parts, used);
  }

  /// @param newParts one for each node
  public Network withParts(List<Reservation> newParts) {
    return new Network(name, ipRange, newParts, usedAddresses);
  }

  /// @return what a node has of it
  public Optional<Reservation> part(String nodeId) {
    return parts.stream().filter(part -> part.nodeId().equals(nodeId)).findFirst();
  }

  /// @param part of a network
  static NetworkResource resource(Reservation part) {
    if (part.workload() instanceof NetworkResource resource) {
      return resource;
    }
    throw new IllegalArgumentException(
        "reservation %d is no part of a network".formatted(part.id()));
  }

  /// @throws IllegalArgumentException if that is no /24 inside this network
  String checkedPart(String part) {
    var range = range(part);
    if (range.prefix() != PART_PREFIX || !range(ipRange).contains(range)) {
      throw new IllegalArgumentException(
          "the part %s of network %s must be a /24 of %s".formatted(part, name, ipRange));
    }
    return part;
  }
}
