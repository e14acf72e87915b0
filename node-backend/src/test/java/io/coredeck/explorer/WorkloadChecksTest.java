package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result.State;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which calls about workloads are turned down, with what, and in which order.
class WorkloadChecksTest {
  private static final String PATH = "/reservations/workloads";

  @TempDir private Path folder;
  private TestGrid grid;

  @BeforeEach
  void start() throws Exception {
    grid = new TestGrid(folder);
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  @Test
  void a_wish_is_checked_in_the_originals_order() throws Exception {
    var wish = grid.wish(TestGrid.volume());
    var unsigned = grid.explorer.post(PATH, "{");
    assertThat(unsigned.status()).isEqualTo(401);
    assertThat(unsigned.error()).startsWith("unauthorized access: ");
    assertThat(unsigned.header("WWW-Authenticate"))
        .isEqualTo("Signature headers=\"(created) date threebot-id\"");
    assertThat(unsigned.header("Content-Type")).isEqualTo("application/json");

    refused(400, "the message is not JSON", alice("{"));
    refused(400, "workload_type is 99", alice("{\"workload_type\":99}"));
    refused(400, "workload_type is 4", alice("{\"workload_type\":4}"));
    refused(400, "customer_tid is required", alice("{\"workload_type\":2}"));
    refused(400, "customer_signature is required", alice(body(wish.withCustomerSignature(""))));
    refused(400, "metadata can not be bigger", alice(body(described(wish, "", "ü".repeat(513)))));
    refused(400, "pool is required", grid.ask(wish.withPlace(wish.nodeId(), 0, grid.aliceId)));
    refused(400, "reference is illegal", alice(body(described(wish, "r", ""))));
    refused(401, "does not match the reservation customer-tid", bob(grid.body(wish)));
    refused(400, "expecting hex", alice(body(wish.withCustomerSignature("xyz"))));
    refused(
        400,
        "failed to verify customer signature",
        alice(body(Json.reservation(grid.body(wish)).withEpoch(1))));
    refused(404, "pool does not exist", grid.ask(wish.withPlace(wish.nodeId(), 9, grid.aliceId)));
    refused(403, "not allowed", grid.ask(wish.withPlace("elsewhere", grid.poolId, grid.aliceId)));
    expect(201, grid.ask(wish));
  }

  @Test
  void what_is_the_explorers_and_the_nodes_is_not_looked_at_whatever_it_is() throws Exception {
    grid.explorer.sendWhatIsNotDescribed();
    var body =
        grid.body(grid.wish(TestGrid.volume()))
            .replace("\"next_action\":3", "\"next_action\":9")
            .replace("\"version\":0", "\"version\":-1")
            .replace("\"signatures_delete\":[]", "\"signatures_delete\":\"x\"")
            .replace("\"signatures_provision\":[]", "\"signatures_provision\":{}")
            .replace("\"id\":0", "\"id\":\"none\"")
            .replaceAll("\"result\":\\{[^}]*}", "\"result\":{\"state\":7}")
            .replaceAll("\"signature_farmer\":\\{[^}]*}", "\"signature_farmer\":1");
    assertThat(body).contains("state\":7", ":9,", ":-1", "\"x\"", "\"none\"", "farmer\":1");
    expect(201, alice(body));
    assertThat(grid.workload(1).version()).isEqualTo(2);
    assertThat(grid.workload(1).nextAction()).isEqualTo(NextAction.DEPLOY);
    assertThat(grid.workload(1).signaturesDelete()).isEmpty();
    expect(201, grid.putResult(1, State.OK, ""));
  }

  @Test
  void a_number_that_no_node_could_answer_for_is_refused() throws Exception {
    var body = grid.body(grid.wish(TestGrid.volume()));
    refused(
        400, "workload_id is -1", alice(body.replace("\"workload_id\":1,", "\"workload_id\":-1,")));
  }

  @Test
  void somebody_elses_pool_is_not_for_me() throws Exception {
    var bobs = grid.explorer.pool(grid.bob, grid.bobId, 0, 1000, grid.node.nodeId());
    var wish = grid.wish(TestGrid.volume()).withPlace(grid.node.nodeId(), bobs, grid.aliceId);
    refused(403, "not allowed to deploy workload on this pool", grid.ask(wish));
  }

  @Test
  void a_malformed_container_is_the_nodes_to_report() throws Exception {
    var id = grid.deploy(TestGrid.container(0, 1));
    assertThat(grid.workload(id).nextAction()).isEqualTo(NextAction.DEPLOY);
  }

  @Test
  void a_workload_the_pool_cannot_carry_is_refused_but_stays_listed() throws Exception {
    var poor = grid.explorer.pool(grid.alice, grid.aliceId, 0, 100, grid.node.nodeId());
    var wish = grid.wish(TestGrid.container(4, 8192)); // 2 units a second: 50 seconds
    var reply = grid.ask(wish.withPlace(grid.node.nodeId(), poor, grid.aliceId));
    refused(402, "pool needs additional capacity to support this workload", reply);
    assertThat(Messages.listedId(reply.text())).hasValue(1);
    assertThat(grid.workload(1).nextAction()).isEqualTo(NextAction.INVALID);
    assertThat(TestGrid.ids(grid.poll(0))).isEmpty();
    expect(201, grid.putResult(1, State.OK, ""));
    var pool = grid.explorer.get("/reservations/pools/" + poor).json();
    assertThat(pool.member("active_workload_ids").items()).isEmpty();
    expect(201, grid.ask(grid.wish(TestGrid.volume())));
  }

  @Test
  void many_at_once_do_not_get_what_is_only_there_for_some() throws Exception {
    var tight = grid.explorer.pool(grid.alice, grid.aliceId, 0, 1300, grid.node.nodeId());
    var wish =
        grid.wish(TestGrid.container(4, 8192))
            .withPlace(grid.node.nodeId(), tight, grid.aliceId); // five of 2 units last 130 s
    var asks = new ArrayList<Callable<Integer>>();
    for (var i = 0; i < 12; i++) {
      asks.add(() -> grid.ask(wish).status());
    }
    var statuses = new ArrayList<Integer>();
    try (var threads = Executors.newFixedThreadPool(12)) {
      for (var done : threads.invokeAll(asks)) {
        statuses.add(done.get());
      }
    }
    assertThat(statuses).containsOnly(201, 402);
    assertThat(statuses).filteredOn(status -> status == 201).hasSize(5);
  }

  @Test
  void what_is_deleted_before_its_node_has_answered_counts_until_it_is_gone() throws Exception {
    var tight = grid.explorer.pool(grid.alice, grid.aliceId, 0, 300, grid.node.nodeId());
    var wish =
        grid.wish(TestGrid.container(4, 8192))
            .withPlace(grid.node.nodeId(), tight, grid.aliceId); // one of 2 units lasts 150 s
    expect(201, grid.ask(wish));
    expect(201, grid.signDelete(1));
    expect(402, grid.ask(wish));
    expect(200, grid.delete(1));
    expect(201, grid.ask(wish));
  }

  @Test
  void a_deletion_is_checked_in_the_originals_order() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    refused(400, "is not JSON", grid.explorer.post(PATH + "/1/sign/delete", "x"));
    refused(404, "workload not found", grid.explorer.post(PATH + "/9/sign/delete", "{}"));
    refused(401, "signature not required for user '99'", sign(id, "delete", 99, "00"));
    refused(401, "signature not required for user", grid.signDelete(id, grid.bob, grid.bobId));
    refused(401, "failed to verify signature", sign(id, "delete", grid.aliceId, "00"));
    refused(401, "failed to verify signature", grid.signDelete(id, grid.bob, grid.aliceId));
    expect(201, grid.signDelete(id));
    refused(400, "has already signed", grid.signDelete(id));
  }

  @Test
  void a_signer_nobody_knows_is_a_404() throws Exception {
    var ghost = new SigningRequest(List.of(99L), 1);
    expect(201, grid.ask(grid.wish(TestGrid.volume()).withSigningRequestDelete(ghost)));
    refused(404, "customer id not found", sign(1, "delete", 99, "00"));
  }

  @Test
  void nobody_is_asked_to_agree_to_a_creation() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    refused(401, "workload not expecting signatures", sign(id, "provision", grid.aliceId, "00"));
    refused(404, "workload not found", sign(9, "provision", grid.aliceId, "00"));
  }

  @Test
  void only_the_workloads_own_node_may_answer_for_it() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    var path = grid.path(id);
    var body = TestGrid.result(State.OK, "");
    assertThat(grid.explorer.call("PUT", path, body, Map.of()).status()).isEqualTo(401);
    assertThat(grid.explorer.call("DELETE", path, "", Map.of()).status()).isEqualTo(401);
    assertThat(grid.explorer.signed(grid.alice, grid.aliceId, "PUT", path, body).status())
        .isEqualTo(401);
    refused(403, "while you are", grid.explorer.asNode(grid.otherNode, "PUT", path, body));
    refused(403, "while you are", grid.explorer.asNode(grid.otherNode, "DELETE", path, ""));
    var others = path.replace(grid.node.nodeId(), grid.otherNode.nodeId());
    refused(403, "is not on node", grid.explorer.asNode(grid.otherNode, "PUT", others, body));
    refused(403, "is not on node", grid.explorer.asNode(grid.otherNode, "DELETE", others, ""));
    refused(404, "workload not found", grid.putResult(9, State.OK, ""));
    assertThat(grid.workload(id).result().isAnswered()).isFalse();
  }

  @Test
  void an_unknown_number_is_a_404_and_a_name_instead_of_it_too() throws Exception {
    refused(404, "workload not found", grid.explorer.get(PATH + "/9"));
    assertThat(grid.explorer.get(PATH + "/nine").status()).isEqualTo(404);
    assertThat(grid.explorer.call("DELETE", PATH + "/9", "", Map.of()).status()).isEqualTo(405);
  }

  private Reply alice(String body) throws Exception {
    return grid.explorer.signed(grid.alice, grid.aliceId, "POST", PATH, body);
  }

  private Reply bob(String body) throws Exception {
    return grid.explorer.signed(grid.bob, grid.bobId, "POST", PATH, body);
  }

  private static String body(Reservation wish) {
    return Json.write(wish);
  }

  private Reply sign(long id, String what, long tid, String signature) throws Exception {
    return grid.explorer.post(
        PATH + "/" + id + "/sign/" + what, Messages.write(new Signature(tid, signature, 0)));
  }

  private static Reservation described(Reservation wish, String reference, String metadata) {
    return new Reservation(
        0,
        1,
        wish.nodeId(),
        wish.poolId(),
        reference,
        "",
        metadata,
        wish.customerTid(),
        "00",
        wish.nextAction(),
        wish.signingRequestProvision(),
        wish.signingRequestDelete(),
        List.of(),
        List.of(),
        Signature.NONE,
        wish.epoch(),
        0,
        wish.result(),
        wish.workload());
  }

  private static void refused(int status, String message, Reply reply) {
    assertThat(reply.text()).contains("\"error\"").contains(message);
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).isEqualTo("application/json");
  }
}
