package io.coredeck.dashboard.compose.check;

import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.wire.Json;
import java.time.Instant;

/// A small grid: two nodes, a pool on the first, a network, a volume and a container called web.
final class Facts {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private static final String NODES =
      """
      [{"id": 2, "node_id": "node2id", "hostname": "node-02", "updated": 1799996400,
        "total_resources": {"cru": 8, "mru": 31.2, "sru": 420, "hru": 0},
        "reserved_resources": {"cru": 0, "mru": 0, "sru": 0, "hru": 0}},
       {"id": 1, "node_id": "node1id", "hostname": "node-01", "updated": 1799999990,
        "total_resources": {"cru": 8, "mru": 31.2, "sru": 100, "hru": 0},
        "reserved_resources": {"cru": 3, "mru": 2.5, "sru": 85.8, "hru": 0}}]
      """;

  private static final String LIVE =
      """
      [{"id": 1, "workload_id": 1, "workload_type": 10, "next_action": 3, "node_id": "node1id",
        "name": "default", "network_iprange": "172.24.0.0/16", "iprange": "172.24.1.0/24",
        "result": {"workload_id": "1-1", "state": 1}},
       {"id": 2, "workload_id": 1, "workload_type": 2, "next_action": 3, "node_id": "node1id",
        "size": 10, "type": 1, "result": {"workload_id": "2-1", "state": 1}},
       {"id": 3, "workload_id": 1, "workload_type": 1, "next_action": 3, "node_id": "node1id",
        "metadata": "{\\"name\\": \\"web\\"}", "flist": "http://hub/a/b.flist",
        "network_connection": [{"network_id": "default", "ipaddress": "172.24.1.2"}],
        "result": {"workload_id": "3-1", "state": 1}}]
      """;

  private Facts() {}

  static GridFacts twoNodes() {
    return withPool(1e12);
  }

  static GridFacts withPool(double units) {
    var pool =
        "{\"pool_id\": 1, \"cus\": %f, \"sus\": %f, \"node_ids\": [\"node1id\"], \"last_updated\": 1800000000}"
            .formatted(units, units);
    return new GridFacts(
        NOW, Json.nodes(NODES), Json.pools("[" + pool + "]"), Json.reservations(LIVE));
  }

  static Draft fittingDraft() {
    return Draft.empty()
        .with("/flist", "http://hub/demo/busybox.flist")
        .with("/node_id", "node1id")
        .with("/network_connection/0/network_id", "default")
        .with("/network_connection/0/ipaddress", "172.24.1.9");
  }
}
