package io.coredeck.dashboard.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.grid.GridView;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.rule.Ipv4Range;
import io.coredeck.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is known of who uses what.
class UsageTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  @Test
  void a_network_is_its_parts_on_all_nodes_and_the_containers_of_its_owner() {
    var networks =
        NetworkUse.of(
            view(
                network(1, 7, "a", "172.24.1.0/24"),
                network(2, 7, "b", "172.24.2.0/24"),
                network(3, 8, "a", "172.24.1.0/24"),
                container(4, 7, "172.24.1.2", ""),
                container(5, 8, "172.24.1.2", "")));
    assertThat(networks).hasSize(2);
    var own = networks.getFirst();
    assertThat(own.id()).isEqualTo(1);
    assertThat(own.has(2)).isTrue();
    assertThat(own.has(3)).isFalse();
    assertThat(own.attached()).extracting(one -> one.container().id()).containsExactly(4L);
    assertThat(own.size()).isEqualTo(2 * 253);
    assertThat(own.free()).isEqualTo(2 * 253 - 1);
    assertThat(own.nextFree(own.parts().getFirst())).hasValue("172.24.1.3");
    assertThat(own.nextFree(own.parts().getLast())).hasValue("172.24.2.2");
  }

  @Test
  void a_volume_tells_who_mounts_it_and_where() {
    var volumes =
        VolumeUse.of(
            view(
                volume(1),
                volume(2),
                container(3, 7, "172.24.1.2", mount("1-1", "/data")),
                container(4, 7, "172.24.1.3", mount("1-1", "/backup"))));
    assertThat(volumes.getFirst().mounts())
        .extracting(VolumeUse.Mount::point)
        .containsExactly("/data", "/backup");
    assertThat(volumes.getLast().isUsed()).isFalse();
  }

  @Test
  void a_pool_lasts_as_long_as_the_first_of_its_two_amounts() {
    var use = PoolUse.of(pool(7200, 3600, 1, 0.25), view(), NOW);
    assertThat(use.compute()).isEqualTo(7200 - 100);
    assertThat(use.storage()).isEqualTo(3600 - 25);
    assertThat(use.left()).hasValue(Duration.ofSeconds(7100));
  }

  @Test
  void a_pool_nothing_takes_from_lasts_for_ever_and_a_large_one_longer_than_can_be_told() {
    assertThat(PoolUse.of(pool(1, 1, 0, 0), view(), NOW).left()).isEmpty();
    assertThat(PoolUse.of(pool(1e18, 1, 1, 0), view(), NOW).left()).hasValue(PoolUse.MOST);
    assertThat(PoolUse.of(pool(50, 50, 1, 0), view(), NOW).left()).hasValue(Duration.ZERO);
  }

  @Test
  void what_takes_most_from_a_pool_stands_first() {
    var use = PoolUse.of(pool(1, 1, 0, 0), view(volume(1), container(2, 7, "172.24.1.2", "")), NOW);
    assertThat(use.users()).extracting(user -> user.reservation().id()).containsExactly(2L, 1L);
  }

  @Test
  void a_free_range_overlaps_none_that_is_used() {
    var all = new ArrayList<Ipv4Range>();
    for (var number = 0; number < 272; number++) {
      var free = Ranges.free(all).orElseThrow();
      assertThat(all).noneMatch(free::overlaps);
      assertThat(Ranges.isWhole(free)).isTrue();
      assertThat(free.contains(Ranges.part(free))).isTrue();
      all.add(free);
    }
    assertThat(Ranges.free(all)).isEmpty();
    var small = Ipv4Range.parse("192.168.7.0/24").orElseThrow();
    assertThat(Ranges.part(small)).isEqualTo(small);
  }

  private static GridView view(Reservation... all) {
    return new GridView(NOW, List.of(), Arrays.asList(all));
  }

  private static Pool pool(double cus, double sus, double cu, double su) {
    var then = NOW.getEpochSecond() - 100;
    return new Pool(1, cus, sus, 0, List.of(), then, cu, su, 0, 0, 7, 0, List.of());
  }

  private static Reservation network(long id, long tid, String node, String range) {
    return Json.reservation(
        """
        {"id": %d, "workload_id": 1, "workload_type": 10, "customer_tid": %d, "node_id": "%s",
         "next_action": 3, "name": "default", "network_iprange": "172.24.0.0/16",
         "iprange": "%s"}
        """
            .formatted(id, tid, node, range));
  }

  private static Reservation volume(long id) {
    return Json.reservation(
        """
        {"id": %d, "workload_id": 1, "workload_type": 2, "customer_tid": 7, "next_action": 3,
         "pool_id": 1, "size": 10, "type": 1}
        """
            .formatted(id));
  }

  private static String mount(String volume, String point) {
    return "{\"volume_id\": \"%s\", \"mountpoint\": \"%s\"}".formatted(volume, point);
  }

  private static Reservation container(long id, long tid, String address, String mounts) {
    return Json.reservation(
        """
        {"id": %d, "workload_id": 1, "workload_type": 1, "customer_tid": %d, "next_action": 3,
         "pool_id": 1, "flist": "http://hub/demo/busybox.flist", "volumes": [%s],
         "network_connection": [{"network_id": "default", "ipaddress": "%s"}],
         "capacity": {"cpu": 2, "memory": 4096, "disk_size": 512, "disk_type": 1}}
        """
            .formatted(id, tid, mounts, address));
  }
}
