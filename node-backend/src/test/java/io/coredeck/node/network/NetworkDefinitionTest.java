package io.coredeck.node.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.NetworkResource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a network on this node must be.
class NetworkDefinitionTest {
  private static final String KEY = "BcS0FLMT/EBkPmV6mLjzFRxuxBOPdtN5cWBnwS7fQXM=";
  private static final NetworkResource.Peer PEER =
      new NetworkResource.Peer(
          KEY,
          "1.2.3.4:5",
          "172.24.2.0/24",
          List.of("172.24.2.0/24", "100.64.24.2/32", "fd00::/64"));
  private static final NetworkDefinition NET1 =
      NetworkDefinition.of(7, "net1", "172.24.0.0/16", "172.24.1.0/24");

  @Test
  void a_network_with_everything_is_taken() {
    var definition =
        NetworkDefinition.of(
            7, resource("net1", "172.24.0.0/16", "172.24.1.0/24", KEY, 4000, PEER));
    assertThat(definition).isEqualTo(NET1);
    assertThat(definition.gateway()).hasToString("172.24.1.1");
    assertThat(definition.ulaRange()).isEqualTo("fd4c:5176:4253:1::0/64");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''   | 172.24.0.0/16 | 172.24.1.0/24   | name is empty",
        "net1 | 172.24.0.0    | 172.24.1.0/24   | network_iprange is '172.24.0.0'",
        "net1 | 172.24.0.0/16 | x               | iprange is 'x'",
        "net1 | 172.24.0.0/16 | 172.24.1.0/25   | must be a /24",
        "net1 | 172.24.0.0/16 | 172.24.0.0/16   | must be a /24",
        "net1 | 172.24.0.0/16 | 172.25.1.0/24   | is not inside network_iprange 172.24.0.0/16",
        "net1 | 8.8.0.0/16    | 8.8.8.0/24      | is not private",
        "net1 | 0.0.0.0/0     | 172.24.1.0/24   | is not private"
      })
  void a_network_with_wrong_ranges_is_refused(
      String name, String network, String iprange, String why) {
    assertThatThrownBy(() -> NetworkDefinition.of(7, name, network, iprange))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("validation of the network resource failed: ")
        .hasMessageContaining(why);
  }

  @Test
  void a_network_without_what_tunnels_need_is_refused() {
    assertRefused(
        resource("net1", "172.24.0.0/16", "172.24.1.0/24", "", 4000), "wireguard_public_key");
    assertRefused(
        resource("net1", "172.24.0.0/16", "172.24.1.0/24", KEY, 0), "wireguard_listen_port");
    assertRefused(
        resource("net1", "172.24.0.0/16", "172.24.1.0/24", KEY, 65_536), "wireguard_listen_port");
    var withoutPrivateKey =
        new NetworkResource("net1", "172.24.0.0/16", "172.24.1.0/24", "", KEY, 4000, List.of());
    assertRefused(withoutPrivateKey, "wireguard_private_key_encrypted");
  }

  @Test
  void a_peer_must_have_a_key_a_range_and_the_ranges_behind_it() {
    var ranges = List.of("172.24.2.0/24");
    assertPeerRefused(new NetworkResource.Peer("x", "", "172.24.2.0/24", ranges), ".public_key");
    assertPeerRefused(new NetworkResource.Peer(KEY, "", "", ranges), ".iprange");
    assertPeerRefused(
        new NetworkResource.Peer(KEY, "", "172.24.2.0/24", List.of()), ".allowed_iprange");
    assertPeerRefused(
        new NetworkResource.Peer(KEY, "", "172.24.2.0/24", List.of("a")), ".allowed_iprange");
  }

  private static void assertPeerRefused(NetworkResource.Peer peer, String where) {
    assertRefused(
        resource("net1", "172.24.0.0/16", "172.24.1.0/24", KEY, 4000, PEER, peer),
        "peers[1]" + where);
  }

  private static void assertRefused(NetworkResource resource, String where) {
    assertThatThrownBy(() -> NetworkDefinition.of(7, resource))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("validation of the network resource failed: " + where);
  }

  private static NetworkResource resource(
      String name,
      String network,
      String iprange,
      String key,
      long port,
      NetworkResource.Peer... peers) {
    return new NetworkResource(name, network, iprange, "00ff", key, port, List.of(peers));
  }

  @ParameterizedTest
  @CsvSource({"172.24.1.2", "172.24.1.10", "172.24.1.254"})
  void a_container_can_have_any_address_between_gateway_and_broadcast(String text)
      throws Exception {
    assertThat(NET1.hostAddress(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "172.24.2.10  | is outside the range 172.24.1.0/24 of network net1",
        "172.24.1.1   | is the gateway of network net1",
        "172.24.1.0   | is the network or broadcast address",
        "172.24.1.255 | is the network or broadcast address",
        "172.24.1     | is not an IPv4 address",
        "''           | is not an IPv4 address"
      })
  void any_other_address_is_refused_with_those_that_fit(String text, String why) {
    assertThatThrownBy(() -> NET1.hostAddress(text))
        .isInstanceOf(NetworkException.class)
        .hasMessageContaining(why)
        .hasMessageEndingWith("it must be from 172.24.1.2 to 172.24.1.254");
  }
}
