package io.coredeck.dashboard.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.live.nodes.NodeLoad;
import io.coredeck.model.registry.Node;
import io.coredeck.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the list of nodes says of one.
class NodeRowTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final long GIBI = 1L << 30;

  @Test
  void what_is_used_is_what_runs_uses_and_not_what_is_reserved() {
    var load = new NodeLoad(0, 1.5, 6 * GIBI, 40 * GIBI, 3, List.of());
    var row = NodeRow.of(node(), "farm", Optional.of(load), NOW);
    assertThat(row.cpu().numbers()).isEqualTo("4 of 8 vCPU");
    assertThat(row.cpu().use()).isEqualTo("1.5 vCPU used now");
    assertThat(row.memory().use()).isEqualTo("6 GiB used now");
    assertThat(row.memory().usedWidth()).isEqualTo("18.75%");
    assertThat(row.memory().reservedWidth()).isEqualTo("50.00%");
    assertThat(row.ssd().use()).isEqualTo("40 GiB used now");
    assertThat(row.hdd().use()).isEmpty();
  }

  @Test
  void what_is_not_known_is_not_shown_as_used() {
    var row = NodeRow.of(node(), "farm", Optional.empty(), NOW);
    assertThat(row.memory().use()).isEqualTo("no data on what is used now");
    assertThat(row.memory().usedWidth()).isEqualTo("0.00%");
  }

  private static Node node() {
    return Json.node(
        """
        {"id": 1, "node_id": "n", "hostname": "node-01", "updated": 1800000000,
         "total_resources": {"cru": 8, "mru": 32, "sru": 400, "hru": 0},
         "reserved_resources": {"cru": 4, "mru": 16, "sru": 100, "hru": 0},
         "used_resources": {"cru": 4, "mru": 16, "sru": 100, "hru": 0}}
        """);
  }
}
