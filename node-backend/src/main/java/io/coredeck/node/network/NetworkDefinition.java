package io.coredeck.node.network;

import io.coredeck.model.NetworkResource;
import io.coredeck.model.rule.Ipv4;
import io.coredeck.model.rule.Ipv4Range;
import io.coredeck.node.reach.AddressRange;
import io.coredeck.node.reach.TenantRange;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// One user's private network, as far as this node has to do with it.
///
/// @param user id of the user; with the name it is the network's identity
/// @param name given by the user, not empty
/// @param network the whole network, e.g. `172.24.0.0/16`; private addresses
/// @param iprange this node's part of it, a /24, e.g. `172.24.1.0/24`
public record NetworkDefinition(long user, String name, Ipv4Range network, Ipv4Range iprange) {
  static final int PART_PREFIX = 24;
  private static final int KEY_BYTES = 32;
  private static final int LARGEST_PORT = 65_535;

  public NetworkDefinition {
    check(!name.isEmpty(), "name is empty; give the network a name");
    check(
        network.isPrivate(),
        "network_iprange %s is not private; choose it from 10.0.0.0/8, 172.16.0.0/12 or"
                .formatted(network)
            + " 192.168.0.0/16");
    check(
        iprange.prefix() == PART_PREFIX,
        "iprange %s must be a /24, e.g. %s/24".formatted(iprange, iprange.first()));
    check(
        network.contains(iprange),
        "iprange %s is not inside network_iprange %s".formatted(iprange, network));
  }

  /// @param network CIDR of the whole network
  /// @param iprange CIDR of this node's part
  /// @throws IllegalArgumentException `validation of the network resource failed: …`
  public static NetworkDefinition of(long user, String name, String network, String iprange) {
    return new NetworkDefinition(
        user, name, range("network_iprange", network), range("iprange", iprange));
  }

  /// Checks everything a network resource must have, also what tunnels to other nodes need.
  ///
  /// @param user id of the user whose it is
  /// @throws IllegalArgumentException `validation of the network resource failed: …`
  public static NetworkDefinition of(long user, NetworkResource resource) {
    var definition = of(user, resource.name(), resource.networkIprange(), resource.iprange());
    check(
        !resource.wireguardPrivateKeyEncrypted().isEmpty(),
        "wireguard_private_key_encrypted is empty; it must hold the key sealed for this node");
    checkKey("wireguard_public_key", resource.wireguardPublicKey());
    check(
        resource.wireguardListenPort() > 0 && resource.wireguardListenPort() <= LARGEST_PORT,
        "wireguard_listen_port is %d; it must be from 1 to 65535"
            .formatted(resource.wireguardListenPort()));
    for (int i = 0; i < resource.peers().size(); i++) {
      checkPeer("peers[" + i + "]", resource.peers().get(i));
    }
    return definition;
  }

  private static void checkPeer(String where, NetworkResource.Peer peer) {
    checkKey(where + ".public_key", peer.publicKey());
    range(where + ".iprange", peer.iprange());
    check(
        !peer.allowedIpranges().isEmpty(),
        where + ".allowed_iprange is empty; it must name the ranges behind the peer");
    peer.allowedIpranges().stream()
        .filter(text -> text.indexOf(':') < 0) // IPv6 is for the tunnel to understand
        .forEach(text -> range(where + ".allowed_iprange", text));
  }

  private static void checkKey(String where, String base64) {
    int length;
    try {
      length = Base64.getDecoder().decode(base64).length;
    } catch (IllegalArgumentException _) {
      length = 0;
    }
    check(
        length == KEY_BYTES,
        "%s is '%s'; it must be a WireGuard key, 32 bytes in base64".formatted(where, base64));
  }

  private static Ipv4Range range(String where, String text) {
    return Ipv4Range.parse(text)
        .orElseThrow(() ->
            refused("%s is '%s'; it must be a range like 172.24.0.0/16".formatted(where, text)));
  }

  private static void check(boolean fine, String message) {
    if (!fine) {
      throw refused(message);
    }
  }

  private static IllegalArgumentException refused(String message) {
    return new IllegalArgumentException("validation of the network resource failed: " + message);
  }

  /// @return the address of the bridge, `x.y.N.1`
  Ipv4 gateway() {
    return iprange.gateway();
  }

  /// @param text the address that a container asks for
  /// @return the address
  /// @throws NetworkException if no container can have it
  Ipv4 hostAddress(String text) throws NetworkException {
    var address =
        Ipv4.parse(text)
            .orElseThrow(() ->
                new NetworkException(
                    "IP address '%s' is not an IPv4 address".formatted(text) + fit()));
    if (!iprange.contains(address)) {
      throw new NetworkException(
          "IP address %s is outside the range %s of network %s on this node"
                  .formatted(address, iprange, name)
              + fit());
    }
    if (address.equals(gateway())) {
      throw new NetworkException(
          "IP address %s is the gateway of network %s".formatted(address, name) + fit());
    }
    if (address.equals(iprange.first()) || address.equals(iprange.last())) {
      throw new NetworkException(
          "IP address %s is the network or broadcast address of network %s".formatted(address, name)
              + fit());
    }
    return address;
  }

  private String fit() {
    return "; it must be from %s to %s".formatted(iprange.firstHost(), iprange.lastHost());
  }

  /// An id alone does not tell: that of user 1's `2x` is that of user 12's `x`.
  boolean isOf(long someUser, String someName) {
    return user == someUser && name.equals(someName);
  }

  /// @return 13 characters naming the network on the whole grid
  String id() {
    return Names.networkId(user, name);
  }

  /// @return all unique local addresses of this node's part
  String ulaRange() {
    return Names.ula(id(), iprange.first()) + "/64";
  }

  /// @return what others on this node are kept out of
  Stream<TenantRange> tenantRanges() {
    return Stream.of(iprange.toString(), ulaRange())
        .map(range -> new TenantRange(user, AddressRange.parse(range)));
  }

  Map<String, String> fields() {
    var fields = new HashMap<String, String>();
    fields.put("user", Long.toString(user));
    fields.put("name", name);
    fields.put("network", network.toString());
    fields.put("iprange", iprange.toString());
    return fields;
  }

  /// @throws IllegalArgumentException if a field is absent or wrong
  static NetworkDefinition of(Map<String, String> fields) {
    return of(
        Long.parseLong(fields.getOrDefault("user", "")),
        fields.getOrDefault("name", ""),
        fields.getOrDefault("network", ""),
        fields.getOrDefault("iprange", ""));
  }
}
