package io.coredeck.dashboard.reservations.rows;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.workload.WorkloadName;
import io.coredeck.wire.Json;

/// Reservations for tests.
final class Some {

  private Some() {}

  /// A container in the network `default` of user 1.
  static Reservation container(long id, Look look, String name, String address) {
    var result =
        switch (look) {
          case RUNNING -> "\"workload_id\": \"%d-1\", \"state\": 1".formatted(id);
          case FAILED ->
              "\"workload_id\": \"%d-1\", \"state\": 0, \"message\": \"no\"".formatted(id);
          default -> "\"workload_id\": \"\", \"state\": 0";
        };
    return Json.reservation(
        """
        {"workload_id": 1, "id": %d, "workload_type": 1, "next_action": %d, "node_id": "n1",
         "customer_tid": 1, "epoch": %d, "metadata": %s,
         "flist": "http://hub/demo/busybox.flist", "interactive": true,
         "network_connection": [{"network_id": "default", "ipaddress": "%s"}],
         "capacity": {"cpu": 1, "memory": 64, "disk_size": 512, "disk_type": 1},
         "result": {"category": 1, "data_json": null, "signature": "", "epoch": 1600000000, %s}}
        """
            .formatted(
                id,
                look == Look.STOPPING ? 4 : 3,
                1_600_000_000 + id,
                Json.writeTree(WorkloadName.metadata(name)),
                address,
                result));
  }
}
