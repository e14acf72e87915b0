package io.coredeck.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.identity.Challenges;
import io.coredeck.identity.HttpSignature.Caller;
import io.coredeck.identity.KeyPair;
import io.coredeck.identity.Secrets;
import io.coredeck.identity.Signatures;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.sdk.account.AuditClient;
import io.coredeck.sdk.workload.Addresses;
import io.coredeck.testkit.ScriptedExplorer;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the SDK promises its users and nodes.
class GridClientTest {
  private static final long ME = 7;
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String WORKLOAD = "/reservations/workloads/3";

  private final KeyPair keys = KeyPair.generate();
  private final KeyPair node = KeyPair.generate();
  private ScriptedExplorer explorer;
  private GridClient grid;

  @BeforeEach
  void start() throws Exception {
    explorer = new ScriptedExplorer();
    grid = GridClient.connect(explorer.uri(), keys, ME);
  }

  @AfterEach
  void stop() {
    grid.close();
    explorer.close();
  }

  @Test
  void every_call_is_signed_like_the_original_sdks() throws Exception {
    explorer.on("GET /users/7", "{\"id\":7,\"name\":\"ann\"}");
    assertThat(grid.user(ME).name()).isEqualTo("ann");
    assertThat(explorer.last("GET").caller(keys.publicKeyHex())).isEqualTo(new Caller("7", ME));
  }

  @Test
  void a_token_goes_over_tls_or_stays_on_this_machine() {
    var elsewhere = URI.create("http://grid.example.org/api/v1");
    for (var call :
        List.<ThrowingCallable>of(
            () -> GridClient.withToken(elsewhere, "cdk_x"),
            () -> AccountClient.withToken(elsewhere, "cdk_x"),
            () -> AuditClient.withToken(elsewhere, "cdk_x"))) {
      assertThatThrownBy(call)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("use its https:// address");
    }
    for (var fine :
        List.of(
            "https://grid.example.org",
            "http://localhost:1",
            "http://127.0.0.1:1",
            "http://[::1]:1")) {
      AccountClient.withToken(URI.create(fine), "cdk_x").close();
    }
  }

  @Test
  void a_list_is_read_to_its_last_page() throws Exception {
    explorer
        .on("GET /farms?page=1", 200, "[{\"id\":1},{\"id\":2}]", Map.of("Pages", "2"))
        .on("GET /farms?page=2", 200, "[{\"id\":3}]", Map.of("Pages", "2"));
    assertThat(grid.farms()).extracting("id").containsExactly(1L, 2L, 3L);
  }

  @Test
  void a_list_without_pages_has_one() throws Exception {
    explorer.on("GET /nodes?farm=1&page=1", "[{\"node_id\":\"a\"}]");
    assertThat(grid.nodesOfFarm(1)).hasSize(1);
  }

  @Test
  void a_user_is_registered_once() throws Exception {
    var user = "{\"id\":9,\"name\":\"ann\",\"pubkey\":\"" + keys.publicKeyHex() + "\"}";
    explorer
        .on("GET /users?name=ann&page=1", "[]")
        .on("GET /users?name=ann&page=1", "[" + user + "]")
        .on("POST /users", 201, user, Map.of());
    assertThat(grid.register(keys, "ann", "a@b.c").id()).isEqualTo(9);
    assertThat(grid.register(keys, "ann", "a@b.c").id()).isEqualTo(9);
    assertThat(explorer.seen()).filteredOn(one -> one.route().startsWith("POST")).hasSize(1);
  }

  @Test
  void a_name_of_other_keys_is_not_taken_over() {
    explorer.on("GET /users?name=ann&page=1", "[{\"id\":9,\"name\":\"ann\",\"pubkey\":\"ab\"}]");
    assertThatThrownBy(() -> grid.register(keys, "ann", "a@b.c"))
        .isInstanceOf(GridException.class)
        .hasMessageContaining("'ann' belongs to other keys");
  }

  @Test
  void a_user_update_is_signed() throws Exception {
    explorer.on("PUT /users/7", "null");
    var user = Json.user("{\"id\":7,\"name\":\"ann\",\"email\":\"ü\"}");
    grid.updateUser(user);
    var sent = Messages.userUpdate(explorer.last("PUT").body());
    assertThat(
            Signatures.verify(
                keys.publicKeyHex(), Signatures.ofUserUpdate(ME, user), sent.senderSignature()))
        .isTrue();
  }

  @Test
  void a_pool_order_is_signed_over_its_text() throws Exception {
    explorer.on("POST /reservations/pools", 201, Messages.writePoolOrdered(4), Map.of());
    assertThat(grid.orderPool(0, 86400, 3600, List.of("n"))).isEqualTo(4);
    var order = Json.poolOrder(explorer.last("POST").body());
    assertThat(Json.isSignedTextOf(order)).isTrue();
    assertThat(order.cus()).isEqualTo(86400);
    assertThat(
            Signatures.verify(
                keys.publicKeyHex(),
                Signatures.ofPoolOrder(order.json()),
                order.customerSignature()))
        .isTrue();
  }

  @Test
  void a_pool_is_waited_for() throws Exception {
    explorer
        .on("GET /reservations/pools/4", "{\"pool_id\":4,\"cus\":0}")
        .on("GET /reservations/pools/4", "{\"pool_id\":4,\"cus\":1}");
    assertThat(grid.awaitCapacity(4, SOON).cus()).isEqualTo(1);
  }

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

  @Test
  void a_refusal_is_told_with_status_and_reason() {
    explorer.on("GET /users/8", 404, "{\"error\":\"user with id 8 not found\"}", Map.of());
    assertThatThrownBy(() -> grid.user(8))
        .isInstanceOfSatisfying(
            GridException.class,
            e -> {
              assertThat(e.isNotFound()).isTrue();
              assertThat(e.serverMessage()).isEqualTo("user with id 8 not found");
            })
        .hasMessage("the explorer refused GET /users/8: user with id 8 not found (404)");
  }

  @Test
  void an_explorer_that_is_down_is_told_in_one_sentence() throws Exception {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (var lost = GridClient.anonymous(URI.create("http://127.0.0.1:" + port + "/api/v1/"))) {
      assertThatThrownBy(lost::users)
          .isInstanceOf(GridException.class)
          .hasMessage(
              "the explorer at http://127.0.0.1:"
                  + port
                  + "/api/v1 cannot be reached; is it running?");
    }
  }

  @Test
  void an_answer_of_something_else_is_told() {
    explorer.on("GET /users/7", "<html>");
    assertThatThrownBy(() -> grid.user(7))
        .isInstanceOf(GridException.class)
        .hasMessageContaining("is it an explorer?");
  }

  @Test
  void a_node_speaks_for_itself() throws Exception {
    var path = "/reservations/nodes/" + node.nodeId() + "/workloads";
    explorer
        .on("GET " + path + "?from=4&wait=2", 200, "null", Map.of("x-last-id", "17"))
        .on("PUT " + path + "/3-1", 201, "null", Map.of())
        .on("DELETE " + path + "/3-1", "null")
        .on("POST /nodes/" + node.nodeId() + "/uptime", "null");
    try (var client = NodeClient.connect(explorer.uri(), node)) {
      var work = client.poll(4, Duration.ofSeconds(2));
      assertThat(work).isEqualTo(new NodeClient.Work(List.of(), 17));
      var result = new Result(1, "3-1", "{ }", "", Result.State.OK, "", 0, "");
      client.putResult(result);
      client.deleteResult("3-1");
      client.reportUptime(Duration.ofMinutes(1));
      assertThat(explorer.last("POST").body()).isEqualTo("{\"uptime\":60}");
    }
    var put = explorer.last("PUT");
    var sent = Json.result(put.body());
    assertThat(put.caller("")).isEqualTo(new Caller(node.nodeId(), 0));
    assertThat(Signatures.verify(node.publicKeyHex(), Signatures.ofResult(sent), sent.signature()))
        .isTrue();
  }

  @Test
  void a_closed_client_gives_up_a_long_poll() throws Exception {
    try (var silent = new ServerSocket(0)) {
      var uri = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      var client = NodeClient.connect(uri, node);
      var poll =
          Thread.ofVirtual()
              .start(() ->
                  assertThatThrownBy(() -> client.poll(0, Duration.ofSeconds(30)))
                      .isInstanceOf(GridException.class));
      silent.accept().close();
      client.close();
      assertThat(poll.join(SOON)).isTrue();
    }
  }

  private Reservation container() {
    return Json.reservation(
        "{\"workload_id\":1,\"node_id\":\"%s\",\"pool_id\":1,\"workload_type\":1}"
            .formatted(node.nodeId()));
  }
}
