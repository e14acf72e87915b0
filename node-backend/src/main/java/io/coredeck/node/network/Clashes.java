package io.coredeck.node.network;

import io.coredeck.model.rule.Ipv4;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;

/// What keeps a network from being made here: its range is in the host's own table, so it would
/// take its addresses from everybody on the node.
///
/// @param names of this instance
/// @param register what is here
/// @param around what is not ours
record Clashes(Names names, Register register, Surroundings around) {

  /// @param taken what {@link Surroundings#taken} has found
  /// @throws NetworkException if the network's name or range is in use, or must not be
  void check(NetworkDefinition network, Map<Ipv4, String> taken) throws IOException {
    checkOthers(network);
    checkRange(network, taken);
    checkRoutes(network);
  }

  private void checkOthers(NetworkDefinition network) throws NetworkException {
    for (var other : register.networks()) {
      if (names.bridge(other).equals(names.bridge(network))
          && !other.isOf(network.user(), network.name())) {
        throw new NetworkException(
            "network %s would be called like another one on this node; choose another name"
                .formatted(network.name()));
      }
      if (!other.id().equals(network.id()) && other.iprange().overlaps(network.iprange())) {
        throw new NetworkException(
            "range %s of network %s overlaps %s of network %s on this node; choose another"
                .formatted(network.iprange(), network.name(), other.iprange(), other.name()));
      }
    }
  }

  private void checkRange(NetworkDefinition network, Map<Ipv4, String> taken)
      throws NetworkException {
    if (around.ranges().stream().noneMatch(range -> range.contains(network.iprange()))) {
      throw new NetworkException(
          "range %s of network %s is not inside of what this node has for networks; choose it from %s"
              .formatted(
                  network.iprange(),
                  network.name(),
                  around.ranges().stream()
                      .map(Object::toString)
                      .collect(Collectors.joining(", "))));
    }
    for (var address : taken.entrySet()) {
      if (network.iprange().contains(address.getKey())) {
        throw new NetworkException(
            "range %s of network %s holds %s, which is %s of this node's host; choose another"
                .formatted(
                    network.iprange(), network.name(), address.getKey(), address.getValue()));
      }
    }
  }

  private void checkRoutes(NetworkDefinition network) throws IOException {
    var own = register.networks().stream().map(names::bridge).collect(Collectors.toSet());
    for (var route : HostRoutes.read().entrySet()) {
      if (!own.contains(route.getValue()) && route.getKey().overlaps(network.iprange())) {
        throw new NetworkException(
            "range %s of network %s overlaps the route of this node's host to %s through %s; choose"
                    .formatted(network.iprange(), network.name(), route.getKey(), route.getValue())
                + " another");
      }
    }
  }
}
