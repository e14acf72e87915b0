package io.coredeck.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coredeck.identity.Challenges;
import io.coredeck.identity.Secrets;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.sdk.workload.Addresses;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the SDK promises to those who deploy and delete.
class GridDeploymentTest extends ScriptedGrid {
  private static final String WORKLOAD = "/reservations/workloads/3";

  @Test
  void a_deployment_is_completed_and_signed() throws Exception {
    explorer.on("POST /reservations/workloads", 201, "{\"reservation_id\":3}", Map.of());
    var before = Instant.now().getEpochSecond();
    assertThat(grid.deploy(container())).isEqualTo(3);
    var sent = Json.reservation(explorer.last("POST").body());
    assertThat(sent.customerTid()).isEqualTo(ME);
    assertThat(sent.epoch()).isBetween(before, before + 60);
    assertThat(sent.nextAction()).isEqualTo(NextAction.DEPLOY);
    assertThat(sent.signingRequestDelete()).isEqualTo(new SigningRequest(List.of(ME), 1));
    assertThat(Challenges.isAskedBy(keys.publicKeyHex(), sent)).isTrue();
  }

  @Test
  void who_may_have_it_deleted_stays_as_it_was_asked() throws Exception {
    explorer.on("POST /reservations/workloads", 201, "{\"reservation_id\":3}", Map.of());
    var both = new SigningRequest(List.of(7L, 8L), 2);
    grid.deploy(container().withSigningRequestDelete(both));
    assertThat(Json.reservation(explorer.last("POST").body()).signingRequestDelete())
        .isEqualTo(both);
  }

  @Test
  void a_result_is_waited_for() throws Exception {
    var answered =
        container()
            .withNextAction(NextAction.DEPLOY)
            .withResult(
                Json.result(
                    "{\"workload_id\":\"3-1\",\"state\":1,\"data_json\":{\"ipv4\":\"1\"}}"));
    explorer
        .on("GET " + WORKLOAD, Json.write(container().withNextAction(NextAction.DEPLOY)))
        .on("GET " + WORKLOAD, Json.write(answered));
    var result = grid.awaitResult(3, SOON).result();
    assertThat(result.state()).isEqualTo(Result.State.OK);
    assertThat(Addresses.of(result)).isEqualTo(new Addresses("1", "", ""));
  }

  @Test
  void a_refused_workload_is_not_waited_for() throws Exception {
    explorer.on("GET " + WORKLOAD, Json.write(container().withNextAction(NextAction.INVALID)));
    assertThat(grid.awaitResult(3, SOON).nextAction()).isEqualTo(NextAction.INVALID);
  }

  @Test
  void waiting_outlasts_an_explorer_that_is_out_of_order() throws Exception {
    var answered =
        container()
            .withNextAction(NextAction.DEPLOY)
            .withResult(Json.result("{\"workload_id\":\"3-1\",\"state\":1}"));
    explorer
        .on("GET " + WORKLOAD, 503, "{\"error\":\"starting\"}", Map.of())
        .on("GET " + WORKLOAD, Json.write(answered));
    assertThat(grid.awaitResult(3, SOON).result().state()).isEqualTo(Result.State.OK);
    explorer.on("GET /reservations/workloads/4", 503, "{\"error\":\"starting\"}", Map.of());
    assertThatThrownBy(() -> grid.awaitResult(4, Duration.ofMillis(50)))
        .isInstanceOf(GridException.class)
        .matches(e -> ((GridException) e).isSilence());
  }

  @Test
  void a_wish_whose_answer_was_lost_is_found_and_not_asked_for_twice() throws Exception {
    var calls = new PatientCalls(grid, SOON);
    var route = "/reservations/workloads";
    explorer.on("POST " + route, 502, "{\"error\":\"gone\"}", Map.of());
    explorer.on("GET " + route + "?customer_tid=7&next_action=4&page=1", "[]");
    var sent = grid.signed(container());
    explorer.on(
        "GET " + route + "?customer_tid=7&next_action=3&page=1",
        "[" + Json.write(sent.withId(9)) + "]");
    assertThat(calls.send(sent)).isEqualTo(9);
    assertThat(explorer.seen()).filteredOn(one -> one.route().startsWith("POST")).hasSize(1);
  }

  @Test
  void a_wish_is_sent_again_with_its_key_also_while_the_first_is_in_hand() throws Exception {
    var route = "/reservations/workloads";
    explorer
        .on("POST " + route, 502, "{\"error\":\"gone\"}", Map.of())
        .on("POST " + route, 409, Messages.writeError("this Idempotency-Key is in hand"), Map.of())
        .on("POST " + route, 201, "{\"reservation_id\":3}", Map.of());
    for (var state : List.of(3, 4, 5)) {
      explorer.on("GET " + route + "?customer_tid=7&next_action=%d&page=1".formatted(state), "[]");
    }
    assertThat(new PatientCalls(grid, SOON).deploy(container())).isEqualTo(3);
    var sent = explorer.seen().stream().filter(one -> one.route().startsWith("POST")).toList();
    assertThat(sent).hasSize(3);
    assertThat(sent.stream().map(one -> one.headers().get("Idempotency-key")).distinct())
        .singleElement()
        .asString()
        .matches("\\[\"[0-9a-f-]{36}\"]");
  }

  @Test
  void a_wish_that_no_pool_could_pay_is_refused_too_when_its_answer_was_lost() {
    var route = "/reservations/workloads";
    explorer
        .on("POST " + route, 502, "{\"error\":\"gone\"}", Map.of())
        .on("GET " + route + "?customer_tid=7&next_action=3&page=1", "[]")
        .on("GET " + route + "?customer_tid=7&next_action=4&page=1", "[]");
    var sent = grid.signed(container());
    explorer.on(
        "GET " + route + "?customer_tid=7&next_action=5&page=1",
        "[" + Json.write(sent.withId(9).withNextAction(NextAction.INVALID)) + "]");
    var calls = new PatientCalls(grid, SOON);
    var refused = catchThrowableOfType(GridException.class, () -> calls.send(sent));
    assertThat(refused.status()).isEqualTo(402);
    assertThat(refused.listed()).hasValue(9);
  }

  @Test
  void what_is_refused_and_listed_all_the_same_can_be_taken_back() throws Exception {
    explorer
        .on("POST /reservations/workloads", 402, Messages.writeError("no money", 3), Map.of())
        .on("GET " + WORKLOAD, Json.write(container().withId(3).withNextAction(NextAction.INVALID)))
        .on("POST " + WORKLOAD + "/sign/delete", 201, "null", Map.of());
    var calls = new PatientCalls(grid, SOON);
    var refused = catchThrowableOfType(GridException.class, () -> calls.deploy(container()));
    assertThat(refused.listed()).hasValue(3);
    var told = calls.takenBack(refused);
    assertThat(told.status()).isEqualTo(402);
    assertThat(told.listed()).isEmpty();
    assertThat(told).hasMessage(refused.getMessage());
    assertThat(explorer.last("POST").route()).isEqualTo("POST " + WORKLOAD + "/sign/delete");
  }

  @Test
  void what_is_refused_and_cannot_be_taken_back_is_named() throws Exception {
    explorer
        .on("POST /reservations/workloads", 402, Messages.writeError("no money", 3), Map.of())
        .on("GET " + WORKLOAD, Json.write(container().withId(3).withNextAction(NextAction.INVALID)))
        .on("POST " + WORKLOAD + "/sign/delete", 403, Messages.writeError("not yours"), Map.of());
    var calls = new PatientCalls(grid, Duration.ZERO);
    var refused = catchThrowableOfType(GridException.class, () -> calls.deploy(container()));
    var told = calls.takenBack(refused);
    assertThat(told.listed()).hasValue(3);
    assertThat(told)
        .hasMessageContaining("no money (402); it is listed as 3 and could not be deleted: ")
        .hasMessageContaining("not yours (403)");
  }

  @Test
  void waiting_has_a_limit() {
    explorer.on("GET " + WORKLOAD, Json.write(container().withNextAction(NextAction.DEPLOY)));
    assertThatThrownBy(() -> grid.awaitResult(3, Duration.ofMillis(50)))
        .isInstanceOf(NoResultException.class)
        .hasMessageContaining("the node has not answered workload 3 after 0 s");
  }

  @Test
  void a_deletion_is_signed_over_what_is_stored() throws Exception {
    var stored = container().withId(3).withEpoch(99).withNextAction(NextAction.DEPLOY);
    explorer
        .on("GET " + WORKLOAD, Json.write(stored))
        .on("GET " + WORKLOAD, Json.write(stored.withNextAction(NextAction.DELETE)))
        .on("GET " + WORKLOAD, Json.write(stored.withNextAction(NextAction.DELETED)))
        .on("POST " + WORKLOAD + "/sign/delete", 201, "null", Map.of());
    grid.decommission(3);
    var sent = Messages.signature(explorer.last("POST").body());
    assertThat(Challenges.isDeletedBy(keys.publicKeyHex(), stored, ME, sent.signature())).isTrue();
    assertThat(grid.awaitDeleted(3, SOON).nextAction()).isEqualTo(NextAction.DELETED);
  }

  @Test
  void what_is_being_deleted_is_not_asked_to_be_deleted_again() throws Exception {
    explorer.on("GET " + WORKLOAD, Json.write(container().withNextAction(NextAction.DELETE)));
    grid.decommission(3);
    assertThat(explorer.seen()).hasSize(1);
  }

  @Test
  void a_secret_is_for_the_node() throws Exception {
    var hex = grid.encryptSecret(node.nodeId(), "s3cret");
    assertThat(Secrets.decrypt(2, node, keys.publicKeyHex(), hex))
        .isEqualTo("s3cret".getBytes(StandardCharsets.UTF_8));
  }

  private Reservation container() {
    return Json.reservation(
        "{\"workload_id\":1,\"node_id\":\"%s\",\"pool_id\":1,\"workload_type\":1,\"customer_tid\":%d}"
            .formatted(node.nodeId(), ME));
  }
}
