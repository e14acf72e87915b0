package io.coredeck.dashboard.compose.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.deploy.DeployException.Source;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftReservation;
import io.coredeck.dashboard.text.Language;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridClient;
import io.coredeck.wire.Json;
import io.coredeck.wire.draft.Replaces;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What comes back after it made place for one that failed.
class ReplacementTest {

  private static final GridFacts FACTS =
      new GridFacts(
          Instant.ofEpochSecond(1_800_000_000),
          Json.nodes(
              """
              [{"node_id": "a", "hostname": "node-02", "updated": 1800000000,
                "total_resources": {"cru": 4, "mru": 8, "sru": 100}}]
              """),
          Json.pools("[{\"pool_id\": 1, \"cus\": 1e9, \"sus\": 1e9, \"node_ids\": [\"a\"]}]"),
          List.of());

  private static Draft broughtBack(int version) {
    var old =
        Json.reservation(
            """
            {"id": 3, "workload_id": 1, "workload_type": 1, "node_id": "a", "pool_id": 1,
             "customer_tid": 7, "version": %d, "flist": "http://h/a.flist",
             "secret_environment": {"KEY": "c0de"}}
            """
                .formatted(version));
    return DraftReservation.from(new Replacement(old).again(), 7);
  }

  @Test
  void who_has_to_agree_to_its_deletion_stays() {
    var old =
        Json.reservation(
            """
            {"id": 3, "workload_id": 2, "workload_type": 1, "node_id": "a", "pool_id": 1,
             "customer_tid": 7, "version": 2, "flist": "http://h/a.flist",
             "signing_request_delete": {"signers": [7, 8], "quorum_min": 2}}
            """);
    var again = new Replacement(old).again();
    assertThat(again.signingRequestDelete()).isEqualTo(old.signingRequestDelete());
    assertThat(again.workloadId()).isEqualTo(2);
    assertThat(Replaces.is(again.metadata(), "3-2")).isTrue();
  }

  @Test
  void secrets_its_node_can_still_open_are_kept() {
    assertThat(broughtBack(1).sealed("KEY")).contains("c0de");
    assertThat(broughtBack(2).sealed("KEY")).contains("c0de");
  }

  @Test
  void secrets_sealed_the_old_way_are_not_taken_for_new_ones() {
    assertThat(broughtBack(0).secretNames()).containsExactly("KEY");
    assertThat(broughtBack(0).sealed("KEY")).isEmpty();
  }

  @Test
  @Timeout(20)
  void nothing_starts_with_an_empty_value_in_place_of_a_secret_not_known() throws Exception {
    try (var nobody = GridClient.anonymous(URI.create("http://127.0.0.1:1"));
        var runs = new DeployRuns(NodeProgress.SILENT, Duration.ZERO)) {
      var run =
          runs.start(
              new DeployRun.Order(
                  nobody, broughtBack(0), FACTS, Optional.empty(), Language.ENGLISH));
      var failure = run.awaitEnd().failure().orElseThrow();
      assertThat(failure.source()).isEqualTo(Source.NO_SECRET);
      assertThat(DeployFailure.of(failure, run.draft(), FACTS).reason()).contains("value of KEY");
    }
  }

  /// @param rest of the members
  private static Reservation container(String rest) {
    return Json.reservation(
        """
        {"id": 3, "workload_id": 1, "workload_type": 1, "node_id": "a", "pool_id": 1,
         "customer_tid": 7, "version": 2, "next_action": 3, "flist": "http://h/a.flist", %s}
        """
            .formatted(rest));
  }

  private static String on(String network, String address) {
    return """
    "network_connection": [{"network_id": "%s", "ipaddress": "%s"}]\
    """
        .formatted(network, address);
  }

  private static String mounting(String volume) {
    return """
    "volumes": [{"volume_id": "%s", "mountpoint": "/data"}]\
    """
        .formatted(volume);
  }

  private static boolean isFirst(String old, String fresh) {
    var draft = DraftReservation.from(container(fresh), 7);
    return new Replacement(container(old)).isFirst(draft, FACTS);
  }

  @Test
  void the_old_one_goes_first_where_both_want_one_address_or_volume() {
    assertThat(isFirst(on("net", "172.24.1.5"), on("net", "172.24.1.5"))).isTrue();
    assertThat(isFirst(on("net", "172.24.1.5"), on("net", "172.24.1.6"))).isFalse();
    assertThat(isFirst(on("net", "172.24.1.5"), on("other", "172.24.1.5"))).isFalse();
    assertThat(isFirst(mounting("2-1"), mounting("2-1"))).isTrue();
    assertThat(isFirst(mounting("2-1"), mounting("4-1"))).isFalse();
  }

  @Test
  void the_old_one_goes_first_where_there_is_room_for_one_of_them_only() {
    var wanted =
        "\"capacity\": {\"cpu\": 1, \"memory\": 5120, \"disk_size\": 1024, \"disk_type\": 1}";
    var old = container(wanted);
    var draft = DraftReservation.from(old, 7);
    assertThat(new Replacement(old).isFirst(draft, withUsed(old, 12))).isTrue();
    assertThat(new Replacement(old).isFirst(draft, withUsed(old, 5))).isFalse();
    var tooLarge = DraftReservation.from(container(wanted.replace("5120", "15360")), 7);
    assertThat(new Replacement(old).isFirst(tooLarge, withUsed(old, 12))).isFalse();
  }

  /// @param memory in GiB that the node has given away
  private static GridFacts withUsed(Reservation live, int memory) {
    var nodes =
        Json.nodes(
            """
            [{"node_id": "a", "hostname": "node-02", "updated": 1800000000,
              "total_resources": {"cru": 4, "mru": 16, "sru": 100},
              "reserved_resources": {"cru": 1, "mru": %d, "sru": 1}}]
            """
                .formatted(memory));
    return new GridFacts(FACTS.at(), nodes, FACTS.pools(), List.of(live));
  }
}
