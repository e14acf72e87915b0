package io.coredeck.dashboard.grid;

import io.coredeck.model.Reservation;
import io.coredeck.wire.Json;
import java.time.Instant;

/// Containers in the states a grid can have them in.
final class Reserving {

  private Reserving() {}

  static Reservation running(long id, long tid) {
    return container(id, tid, 3, 1, "", Instant.now().minusSeconds(60), Instant.now());
  }

  /// Asked for then, failed at that time.
  static Reservation failed(long id, Instant reserved, Instant ended) {
    return container(id, 1, 6, 2, "it crashed", reserved, ended);
  }

  /// Its pool could not pay it.
  static Reservation unpaid(long id, Instant reserved) {
    return container(id, 1, 5, 0, "", reserved, Instant.EPOCH);
  }

  static Reservation unpaid(long id, long tid) {
    return container(id, tid, 5, 0, "", Instant.now(), Instant.EPOCH);
  }

  static Reservation deleted(long id, long tid) {
    return container(id, tid, 6, 2, "", Instant.now().minusSeconds(60), Instant.now());
  }

  static String json(long id, long tid, int action, int state, String message) {
    var now = Instant.now();
    return json(id, tid, action, state, message, now.minusSeconds(60), now);
  }

  private static Reservation container(
      long id, long tid, int action, int state, String message, Instant reserved, Instant ended) {
    return Json.reservation(json(id, tid, action, state, message, reserved, ended));
  }

  private static String json(
      long id, long tid, int action, int state, String message, Instant reserved, Instant ended) {
    return """
    {"id": %1$d, "workload_id": 1, "workload_type": 1, "next_action": %3$d, "node_id": "n1",
     "pool_id": 1, "customer_tid": %2$d, "epoch": %6$d, "metadata": "{\\"name\\": \\"web-%1$d\\"}",
     "flist": "http://hub/demo/x.flist", "interactive": true, "network_connection": [],
     "capacity": {"cpu": 1, "memory": 1024, "disk_size": 512, "disk_type": 1},
     "result": {"category": 1, "workload_id": "%1$d-1", "data_json": null, "signature": "",
      "state": %4$d, "message": "%5$s", "epoch": %7$d}}
    """
        .formatted(
            id, tid, action, state, message, reserved.getEpochSecond(), ended.getEpochSecond());
  }
}
