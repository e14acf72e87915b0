package io.coredeck.dashboard.reservations.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.wire.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What stands in a downloaded list.
class ExportTest {

  private static String exported(String json) {
    var one = Json.reservation(json);
    var row = Row.of(one, Look.of(one), "node-01").orElseThrow();
    return Export.csv(List.of(row), _ -> Optional.of(one)).split("\r\n", -1)[1];
  }

  @Test
  void a_container_has_its_owner_network_size_and_description() {
    assertThat(
            exported(
                """
                {"workload_id": 1, "id": 7, "workload_type": 1, "next_action": 3, "node_id": "n1",
                 "customer_tid": 12, "epoch": 1600000000, "metadata": "{\\"name\\": \\"web\\"}",
                 "description": "the shop, part 2", "flist": "http://hub/demo/busybox.flist",
                 "network_connection": [{"network_id": "lan", "ipaddress": "172.24.1.3"}],
                 "capacity": {"cpu": 2, "memory": 1024, "disk_size": 512, "disk_type": 1},
                 "result": {"category": 1, "workload_id": "7-1", "data_json": null,
                  "signature": "", "state": 1, "message": "", "epoch": 1600000001}}
                """))
        .isEqualTo(
            "7-1,Running,web,demo/busybox,node-01,172.24.1.3,2020-09-13T12:26:40Z,,12,lan,2,1024,"
                + "512,\"the shop, part 2\"");
  }

  @Test
  void what_failed_says_why_in_plain_words_and_so_does_what_no_pool_could_pay() {
    var failed =
        """
        {"workload_id": 1, "id": 7, "workload_type": 2, "next_action": %d, "node_id": "n1",
         "customer_tid": 12, "epoch": 1600000000, "size": 5, "type": 1,
         "result": {"category": 2, "workload_id": "%s", "data_json": null, "signature": "",
          "state": 0, "message": "%s", "epoch": 1600000001}}
        """;
    assertThat(exported(failed.formatted(6, "7-1", "fail to download flist: 404 Not Found")))
        .contains(",There is no image at this address. Pick another image.,12,,,,5120,");
    assertThat(exported(failed.formatted(5, "", "")))
        .contains("7-1,Failed,")
        .contains("Its pool had not enough left");
  }
}
