package io.coredeck.dashboard.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.widget.Level.Resource;
import io.coredeck.model.registry.Node;
import io.coredeck.wire.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What the list of nodes says of one.
class NodeRowTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  @Test
  void a_level_tells_what_is_reserved_and_whom_to_ask_what_is_used() {
    var row = NodeRow.of(node(), "farm", true, NOW);
    assertThat(row.cpu().numbers()).isEqualTo("4 of 8 vCPU");
    assertThat(row.memory().reservedWidth()).isEqualTo("50.00%");
    assertThat(row.memory().node()).isEqualTo("n");
    assertThat(row.memory().resource()).isEqualTo(Resource.MEMORY);
    assertThat(row.ssd().resource()).isEqualTo(Resource.DISK);
    assertThat(row.hdd().resource()).isEqualTo(Resource.OTHER);
    assertThat(row.hdd().numbers()).isEqualTo("none");
  }

  @Test
  void without_live_numbers_nobody_is_asked() {
    assertThat(NodeRow.of(node(), "farm", false, NOW).memory().node()).isEmpty();
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
