package io.coredeck.dashboard.grid;

import io.coredeck.model.Reservation;
import io.coredeck.wire.Json;
import java.util.HashMap;
import java.util.Map;

/// News of a grid on which a test lets things happen.
public final class NewsOf {

  private final GridNews news = new GridNews();
  private final Map<Long, Reservation> known = new HashMap<>();

  public GridNews news() {
    return news;
  }

  public void runs(long id, long tid, String name) {
    change(id, tid, name, 3, 1, "");
  }

  public void fails(long id, long tid, String name) {
    change(id, tid, name, 5, 0, "entrypoint not found");
  }

  public void givesUp(long id, long tid, String name) {
    var words = "deleting container due to so many crashes: the last one exited with code 1";
    change(id, tid, name, 3, 0, words);
    change(id, tid, name, 5, 2, words);
  }

  private void change(long id, long tid, String name, int action, int state, String message) {
    var now =
        Json.reservation(
            """
            {"id": %1$d, "workload_id": 1, "workload_type": 1, "next_action": %4$d, "node_id": "n1",
             "pool_id": 1, "customer_tid": %2$d, "metadata": "{\\"name\\": \\"%3$s\\"}",
             "flist": "http://hub/demo/x.flist", "interactive": true, "network_connection": [],
             "capacity": {"cpu": 1, "memory": 1024, "disk_size": 512, "disk_type": 1},
             "result": {"category": 1, "workload_id": "%1$d-1", "data_json": null, "signature": "",
              "state": %5$d, "message": "%6$s", "epoch": 1606000671}}
            """
                .formatted(id, tid, name, action, state, message));
    news.changed(known.put(id, now), now);
  }
}
