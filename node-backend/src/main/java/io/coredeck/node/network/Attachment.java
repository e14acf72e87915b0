package io.coredeck.node.network;

import io.coredeck.model.rule.Ipv4;
import io.coredeck.model.rule.Ipv4Range;
import java.nio.file.Path;
import java.util.List;

/// A container's place in a network.
///
/// @param gwid the container's
/// @param user id of the user whose network it is
/// @param network the network's name
/// @param netns the file of its network namespace
/// @param ipv4 address of `eth0`
/// @param ipv6 unique local address of `eth0`; empty on a host without IPv6
/// @param gateway address of the host in the network
public record Attachment(
    String gwid, long user, String network, Path netns, String ipv4, String ipv6, String gateway) {

  static Attachment of(
      Names names, boolean withIpv6, String gwid, long user, String network, Ipv4 address) {
    return new Attachment(
        gwid,
        user,
        network,
        names.path(gwid),
        address.toString(),
        withIpv6 ? Names.ula(Names.networkId(user, network), address) : "",
        new Ipv4Range(address, NetworkDefinition.PART_PREFIX).address(1).toString());
  }

  Ipv4 address() {
    return Ipv4.parse(ipv4).orElseThrow();
  }

  String mac() {
    return Names.mac(networkId(), address());
  }

  /// @return every IPv6 address it sends from
  List<String> ipv6Addresses() {
    return ipv6.isEmpty() ? List.of() : List.of(Names.linkLocal(mac()), ipv6);
  }

  boolean isIn(NetworkDefinition definition) {
    return definition.isOf(user, network) && definition.iprange().contains(address());
  }

  String networkId() {
    return Names.networkId(user, network);
  }
}
