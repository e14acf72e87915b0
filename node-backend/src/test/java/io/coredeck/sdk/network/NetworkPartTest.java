package io.coredeck.sdk.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Where the tunnel of a new network listens.
class NetworkPartTest {

  @Test
  void a_new_tunnel_has_a_port_of_its_own_however_high_those_of_others_are() {
    assertThat(NetworkPart.portBeside(List.of())).isEqualTo(51_821);
    assertThat(NetworkPart.portBeside(List.of(65_000, 51_821, 65_001))).isEqualTo(51_822);
    assertThat(NetworkPart.portBeside(List.of(51_821, 51_822, 65_000))).isEqualTo(51_823);
  }

  @Test
  void a_node_without_a_free_port_is_told() {
    var all = IntStream.rangeClosed(51_821, 65_000).boxed().toList();
    assertThatThrownBy(() -> NetworkPart.portBeside(all))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("from 51821 to 65000");
  }
}
