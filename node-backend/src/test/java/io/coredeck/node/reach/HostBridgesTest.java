package io.coredeck.node.reach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Which bridges are a machine's own way outside.
class HostBridgesTest {
  private static final List<String> ROUTES =
      List.of(
          "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT  ",
          "br0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0  ",
          "docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0  ",
          "tun0\t00000000\t00000000\t0001\t0\t0\t0\t00000080\t0\t0\t0  ");
  private static final String ZERO = "0".repeat(32);
  private static final List<String> ROUTES6 =
      List.of(
          "fd" + "0".repeat(30) + " 40 " + ZERO + " 00 " + ZERO + " 00000100 2 0 1 docker0",
          ZERO + " 00 " + ZERO + " 00 " + ZERO + " 00000400 3 0 3     br6");

  @Test
  void one_with_a_route_to_everywhere_is() {
    assertThat(HostBridges.leadsOutside("br0", ROUTES, List.of())).isTrue();
    assertThat(HostBridges.leadsOutside("br6", ROUTES, ROUTES6)).isTrue();
  }

  @Test
  void one_with_a_network_alone_is_not() {
    assertThat(HostBridges.leadsOutside("docker0", ROUTES, ROUTES6)).isFalse();
    assertThat(HostBridges.leadsOutside("tun0", ROUTES, ROUTES6)).isFalse();
    assertThat(HostBridges.leadsOutside("br", ROUTES, ROUTES6)).isFalse();
  }
}
