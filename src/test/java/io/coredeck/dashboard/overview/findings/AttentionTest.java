package io.coredeck.dashboard.overview.findings;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.live.events.Happening;
import io.coredeck.dashboard.overview.findings.Concern.About;
import io.coredeck.dashboard.overview.findings.Concern.Weight;
import io.coredeck.model.Reservation;
import io.coredeck.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the overview counts, and what of it needs attention.
class AttentionTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private static Concern concern(Weight weight, About about) {
    return new Concern(weight, about, "web", "words", Optional.of(NOW), "x", "See logs");
  }

  @Test
  void what_there_is_no_room_for_is_linked_to_where_it_is() {
    assertThat(More.of(Collections.nCopies(3, concern(Weight.WARNING, About.NODE))))
        .containsExactly(new More("attention.more-nodes", 3, "nodes"));
    assertThat(
            More.of(
                List.of(
                    concern(Weight.FAILURE, About.CONTAINER),
                    concern(Weight.WARNING, About.CONTAINER),
                    concern(Weight.WARNING, About.NODE))))
        .extracting(More::place)
        .containsExactly("reservations?state=failed", "reservations", "nodes");
    assertThat(More.of(List.of())).isEmpty();
  }

  @Test
  void what_is_the_same_is_not_drawn_anew_when_it_has_grown_older() {
    var view = view(container(1, 0, "no such image"));
    var happenings = List.<Happening>of();
    var before = new Concerns(view, happenings, NOW).find();
    var later = new Concerns(view, happenings, NOW.plus(Duration.ofMinutes(5))).find();
    assertThat(later).isEqualTo(before).hasSize(1);
  }

  @Test
  void a_container_that_restarts_again_and_again_needs_attention_and_one_of_others_does_not() {
    var restart = new Happening("1-1", NOW.toEpochMilli(), "restarted", "");
    var other = new Happening("9-1", NOW.toEpochMilli(), "restarted", "");
    var found =
        new Concerns(
                view(container(1, 1, "")),
                List.of(restart, restart, restart, other, other, other),
                NOW)
            .find();
    assertThat(found).extracting(Concern::place).containsExactly("containers/1/logs");
  }

  @Test
  void an_endpoint_that_takes_nothing_needs_attention_until_it_takes_again() {
    var lost = happening("endpoint-down", "redis://a (stdout, stderr): connection refused");
    var other = happening("endpoint-down", "redis://b (statistics): NOAUTH");
    var back = happening("endpoint-up", "redis://a: takes again");
    var running = view(container(1, 1, ""));
    assertThat(new Concerns(running, List.of(other, lost), NOW).find())
        .extracting(Concern::text)
        .containsExactlyInAnyOrder(
            "Nothing reaches redis://a (stdout, stderr): connection refused.",
            "Nothing reaches redis://b (statistics): NOAUTH.");
    assertThat(new Concerns(running, List.of(back, other, lost, back), NOW).find())
        .extracting(Concern::text)
        .containsExactly("Nothing reaches redis://b (statistics): NOAUTH.");
  }

  private static Happening happening(String kind, String text) {
    return new Happening("1-1", NOW.toEpochMilli(), kind, text);
  }

  @Test
  void a_network_alone_is_no_container() {
    var view = view(network(1));
    assertThat(view.live()).hasSize(1);
    assertThat(view.once(Containers.BY_GWID)).isEmpty();
  }

  @Test
  void containers_are_counted_by_state_with_their_oldest() {
    var states =
        view(container(1, 1, ""), container(2, 1, ""), container(3, 0, "no"), network(4))
            .once(Containers.BY_LOOK);
    assertThat(states)
        .containsOnlyKeys(Look.RUNNING, Look.FAILED)
        .containsEntry(Look.RUNNING, new Containers.Some(2, 1_700_000_001));
  }

  @Test
  void what_no_pool_could_pay_is_counted_apart_after_a_day_and_needs_no_attention_then() {
    var view =
        view(container(1, 0, "no"), unpaid(2, NOW.minus(Duration.ofDays(2))), unpaid(3, NOW));
    assertThat(view.once(Containers.BY_LOOK).get(Look.FAILED))
        .extracting(Containers.Some::count)
        .isEqualTo(3L);
    assertThat(Containers.failedLongAgo(view, NOW)).isEqualTo(1);
    assertThat(new Concerns(view, List.of(), NOW).find()).hasSize(2);
  }

  private static Reservation unpaid(long id, Instant reserved) {
    return Json.reservation(
        """
        {"id": %d, "workload_id": 1, "workload_type": 1, "next_action": 5, "node_id": "n1",
         "customer_tid": 1, "epoch": %d, "flist": "http://hub/demo/busybox.flist"}
        """
            .formatted(id, reserved.getEpochSecond()));
  }

  private static GridView view(Reservation... all) {
    return new GridView(NOW, List.of(), Arrays.asList(all));
  }

  private static Reservation network(long id) {
    return Json.reservation(
        """
        {"id": %d, "workload_id": 1, "workload_type": 10, "customer_tid": 7, "node_id": "n1",
         "next_action": 3, "name": "default", "network_iprange": "172.24.0.0/16",
         "iprange": "172.24.1.0/24"}
        """
            .formatted(id));
  }

  private static Reservation container(long id, int state, String message) {
    return Json.reservation(
        """
        {"id": %1$d, "workload_id": 1, "workload_type": 1, "next_action": 3, "node_id": "n1",
         "customer_tid": 1, "epoch": %2$d, "flist": "http://hub/demo/busybox.flist",
         "network_connection": [],
         "capacity": {"cpu": 1, "memory": 64, "disk_size": 512, "disk_type": 1},
         "result": {"category": 1, "workload_id": "%1$d-1", "data_json": null, "signature": "",
          "epoch": 1700000100, "state": %3$d, "message": "%4$s"}}
        """
            .formatted(id, 1_700_000_000 + id, state, message));
  }
}
