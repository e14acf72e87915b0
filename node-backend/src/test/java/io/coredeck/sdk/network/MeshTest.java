package io.coredeck.sdk.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.NetworkResource;
import io.coredeck.model.NetworkResource.Peer;
import io.coredeck.model.Reservation;
import io.coredeck.wire.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Who the parts of a network know.
class MeshTest {

  /// As the original's Python SDK has a node let in a machine.
  private static final Peer LAPTOP =
      new Peer("laptop", "", "10.77.9.0/24", List.of("10.77.9.0/24", "100.64.77.9/32"));

  private static final Map<String, String> ADDRESSES = Map.of("a", "185.69.166.2");

  private static Reservation part(String node, int number, Peer... peers) {
    var part =
        Json.wish(
            """
            {"workload_type": 10, "workload_id": 1, "node_id": "%s", "pool_id": 1, "name": "shop",
             "network_iprange": "10.77.0.0/16", "iprange": "10.77.%d.0/24",
             "wireguard_public_key": "key of %s", "wireguard_listen_port": 51821}
            """
                .formatted(node, number, node));
    return part.withWorkload(Network.resource(part).withPeers(List.of(peers)));
  }

  private static Network network(Reservation... parts) {
    return new Network("shop", "10.77.0.0/16", List.of(parts), Set.of());
  }

  private static NetworkResource on(Network network, String node) {
    return Network.resource(network.part(node).orElseThrow());
  }

  private static Stream<String> peers(Network network, String node) {
    return on(network, node).peers().stream().map(Peer::publicKey);
  }

  @Test
  void who_was_let_in_stays_when_a_node_joins() {
    var joined = Mesh.joined(network(part("a", 1, LAPTOP)), part("b", 2), ADDRESSES);
    assertThat(peers(joined, "a")).containsExactly("key of b", "laptop");
    assertThat(on(joined, "a").peers().getLast()).isEqualTo(LAPTOP);
    assertThat(on(joined, "b").peers())
        .containsExactly(
            new Peer(
                "key of a",
                "185.69.166.2:51821",
                "10.77.1.0/24",
                List.of("10.77.1.0/24", "100.64.77.1/32", "10.77.9.0/24", "100.64.77.9/32")));
    var third = Mesh.joined(joined, part("c", 3), ADDRESSES);
    assertThat(peers(third, "a")).containsExactly("key of b", "key of c", "laptop");
    assertThat(peers(third, "b")).containsExactly("key of a", "key of c");
  }

  @Test
  void what_was_a_part_is_no_machine_outside() {
    var gone = new Peer("key of gone", "", "10.77.4.0/24", List.of("10.77.4.0/24"));
    var reached = new Peer("was reached", "1.2.3.4:1", "10.77.5.0/24", List.of("10.77.5.0/24"));
    var before = network(part("a", 1, gone, reached), part("b", 2, gone));
    var joined = Mesh.joined(before, part("c", 3), ADDRESSES);
    assertThat(peers(joined, "a")).containsExactly("key of b", "key of c");
    assertThat(peers(Mesh.joined(before, part("b", 2), ADDRESSES), "a"))
        .containsExactly("key of b");
    // Where nobody comes in, the one that is left lets nobody in either.
    var hidden = Mesh.joined(network(part("b", 2, gone)), part("c", 4), ADDRESSES);
    assertThat(peers(hidden, "b")).containsExactly("key of c");
    // The node's own part comes again, with keys of its own.
    var again = part("b", 2);
    again =
        again.withWorkload(
            new NetworkResource(
                "shop", "10.77.0.0/16", "10.77.2.0/24", "", "new key", 51_821, List.of()));
    assertThat(peers(Mesh.joined(joined, again, ADDRESSES), "a"))
        .containsExactly("key of c", "new key");
  }

  @Test
  void a_machine_outside_is_let_in_through_a_node() {
    var opened = Mesh.opened(network(part("a", 1), part("b", 2)), "a", "10.77.9.0/24", ADDRESSES);
    var peer = on(opened.network(), "a").peers().getLast();
    assertThat(peer)
        .isEqualTo(new Peer(peer.publicKey(), "", LAPTOP.iprange(), LAPTOP.allowedIpranges()));
    assertThat(on(opened.network(), "b").peers().getFirst().allowedIpranges())
        .contains("10.77.9.0/24", "100.64.77.9/32");
    assertThat(opened.wgQuick())
        .containsPattern("PrivateKey = [A-Za-z0-9+/]{43}=\n")
        .contains("Address = 100.64.77.9/32\n", "PublicKey = key of a\n")
        .contains("AllowedIPs = 10.77.0.0/16, 100.64.77.0/24\n", "Endpoint = 185.69.166.2:51821\n");
    assertThat(opened.toString()).doesNotContain("Private");
    var more = Mesh.opened(opened.network(), "a", "10.77.10.0/24", ADDRESSES).network();
    assertThat(on(more, "a").peers()).hasSize(3).contains(peer);
    assertThat(more.freeRange()).contains("10.77.0.0/24");
  }

  @Test
  void who_cannot_be_let_in_is_told_why() {
    var network = network(part("a", 1, LAPTOP), part("b", 2));
    refused(() -> Mesh.opened(network, "x", "10.77.8.0/24", ADDRESSES), "add the node to it");
    refused(() -> Mesh.opened(network, "b", "10.77.8.0/24", ADDRESSES), "no public address");
    refused(() -> Mesh.opened(network, "a", "10.77.2.0/24", ADDRESSES), "is that of node b");
    refused(() -> Mesh.opened(network, "a", "10.77.9.0/24", ADDRESSES), "of a machine outside");
    refused(() -> Mesh.opened(network, "a", "10.78.1.0/24", ADDRESSES), "must be a /24 of");
    refused(() -> Mesh.joined(network, part("c", 9), ADDRESSES), "of a machine outside");
  }

  private static void refused(Runnable call, String why) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
