package io.coredeck.dashboard.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.grid.GridView;
import io.coredeck.model.Reservation;
import io.coredeck.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What people are told before something is deleted.
class LossesTest {

  private static String called(String gwid) {
    return gwid.replace("9-1", "data");
  }

  private static final InUse NOBODY = new InUse(Map.of());

  private static Reservation container(String volumes, int state, String answered) {
    return Json.reservation(
        """
        {"workload_id": 1, "id": 3, "workload_type": 1, "next_action": 3, "node_id": "n1",
         "customer_tid": 1, "flist": "http://hub/demo/busybox.flist", "volumes": [%s],
         "network_connection": [{"network_id": "default", "ipaddress": "172.24.1.2"}],
         "capacity": {"cpu": 1, "memory": 64, "disk_size": 512, "disk_type": 1},
         "result": {"category": 1, "workload_id": "%s", "data_json": null, "signature": "",
           "state": %d, "message": "", "epoch": 1}}
        """
            .formatted(volumes, answered, state));
  }

  private static Reservation network() {
    return Json.reservation(
        """
        {"workload_id": 1, "id": 2, "workload_type": 10, "next_action": 3, "node_id": "n1",
         "customer_tid": 1, "name": "default", "network_iprange": "172.24.0.0/16",
         "iprange": "172.24.1.0/24", "wireguard_private_key_encrypted": "",
         "wireguard_public_key": "", "wireguard_listen_port": 1, "peers": [],
         "result": {"category": 2, "workload_id": "2-1", "data_json": null, "signature": "",
           "state": 1, "message": "", "epoch": 1}}
        """);
  }

  @Test
  void with_a_running_container_its_root_disk_is_lost_and_its_volumes_stay() {
    var mount = "{\"volume_id\": \"9-1\", \"mountpoint\": \"/data\"}";
    var item = Item.of(container(mount, 1, "3-1"), NOBODY);
    var losses = Losses.of(List.of(item), LossesTest::called);
    assertThat(losses.lost().orElseThrow()).contains("root disk (512 MiB)");
    assertThat(losses.stays()).contains("The volume data at /data");
  }

  @Test
  void with_a_container_that_does_not_run_yet_nothing_is_lost() {
    assertThat(Losses.of(List.of(Item.of(container("", 0, ""), NOBODY)), LossesTest::called).lost())
        .isEmpty();
  }

  private static GridView view(Reservation... live) {
    return new GridView(Instant.now(), List.of(), List.of(live));
  }

  private static Reservation volume() {
    return Json.reservation(
        """
        {"workload_id": 1, "id": 9, "workload_type": 2, "next_action": 3, "node_id": "n1",
         "customer_tid": 1, "size": 5, "type": 1,
         "result": {"category": 2, "workload_id": "9-1", "data_json": null, "signature": "",
           "state": 1, "message": "", "epoch": 1}}
        """);
  }

  @Test
  void a_volume_or_network_in_use_cannot_be_deleted_and_its_users_are_named() {
    var mount = "{\"volume_id\": \"9-1\", \"mountpoint\": \"/data\"}";
    var inUse = InUse.of(view(network(), container(mount, 1, "3-1"), volume()));
    assertThat(Item.of(volume(), inUse).users()).containsExactly("busybox");
    assertThat(Item.of(network(), inUse).users()).containsExactly("busybox");
    assertThat(Losses.users(List.of(Item.of(network(), inUse)), 8)).isEqualTo("default by busybox");
    var free = InUse.of(view(network(), volume()));
    assertThat(Item.of(volume(), free).isUsed()).isFalse();
    assertThat(Item.of(volume(), free).isLoss()).isTrue();
    assertThat(Item.of(network(), free).isUsed()).isFalse();
    assertThat(Item.of(network(), free).isLoss()).isFalse();
  }

  @Test
  void of_several_it_is_said_how_many_lose_something() {
    var running = Item.of(container("", 1, "3-1"), NOBODY);
    var starting = Item.of(container("", 0, ""), NOBODY);
    assertThat(
            Losses.of(List.of(running, running, starting), LossesTest::called).lost().orElseThrow())
        .contains("root disks of 2");
  }
}
