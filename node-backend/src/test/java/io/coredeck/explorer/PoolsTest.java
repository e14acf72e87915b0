package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.identity.Signatures;
import io.coredeck.model.NextAction;
import io.coredeck.model.Result.State;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.PoolOrder;
import io.coredeck.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Pools: ordered, used, run dry.
class PoolsTest {
  private static final String PATH = "/reservations/pools";

  @TempDir private Path folder;
  private TestGrid grid;

  @BeforeEach
  void start() throws Exception {
    grid = new TestGrid(folder, 100_000);
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  @Test
  void a_new_pool_has_its_capacity_at_once_and_costs_nothing() throws Exception {
    var reply = grid.explorer.post(PATH, order(0, 500, grid.node.nodeId()));
    assertThat(reply.text())
        .isEqualTo(
            """
            {"reservation_id":2,"escrow_information":{"address":"","asset":"","amount":0}}
            """);
    var json = grid.explorer.get(PATH + "/2").json();
    assertThat(json.member("cus").json()).isEqualTo("500");
    assertThat(json.member("empty_at").json()).isEqualTo("9223372036854775807");
    assertThat(json.member("active_workload_ids").json()).isEqualTo("[]");
  }

  @Test
  void a_top_up_has_a_number_of_its_own_and_everybody_may_give_it() throws Exception {
    var nodes = new String[] {grid.node.nodeId(), grid.otherNode.nodeId()};
    assertThat(grid.explorer.pool(grid.bob, grid.bobId, grid.poolId, 7, nodes)).isEqualTo(2);
    var pool = pool(grid.poolId);
    assertThat(pool.cus()).isEqualTo(100_007);
    assertThat(pool.nodeIds()).containsExactly(nodes);
    assertThat(pool.customerTid()).isEqualTo(grid.aliceId);
    assertThat(grid.explorer.get(PATH + "/2").status()).isEqualTo(404);
  }

  @Test
  void an_order_is_checked_in_the_originals_order() throws Exception {
    refused(400, "is not JSON", grid.explorer.post(PATH, "{"));
    refused(400, "customer_tid is required", grid.explorer.post(PATH, "{}"));
    refused(400, "customer_signature is required", post("{\"customer_tid\":1}"));
    refused(400, "at least 1 node", post(order(0, 1)));
    refused(400, "does not match", post(order(0, 1, "n").replace("\"cus\":1", "\"cus\":2")));
    refused(409, "duplicate node ID", post(order(0, 1, "n", "n")));
    var stranger = TestExplorer.poolBody(grid.alice, 99, 0, 1, "n");
    refused(400, "cannot find user with id '99'", post(stranger));
    var forged = TestExplorer.poolBody(grid.bob, grid.aliceId, 0, 1, "n");
    refused(400, "failed to verify customer signature", post(forged));
    refused(500, "there is no pool 9", post(order(9, 1, grid.node.nodeId())));
    refused(500, "nodes can not be removed", post(order(grid.poolId, 1, "n")));
    refused(400, "no observable results", post(order(grid.poolId, 0, grid.node.nodeId())));
    refused(404, "capacity pool not found", grid.explorer.get(PATH + "/9"));
    assertThat(grid.explorer.get(PATH + "/nine").status()).isEqualTo(404);
  }

  @Test
  void the_nodes_of_a_pool_are_of_one_farm() throws Exception {
    grid.explorer.node(grid.otherNode, grid.aliceId, "farm-two");
    refused(400, "same farm", post(order(0, 1, grid.node.nodeId(), grid.otherNode.nodeId())));
  }

  @Test
  void a_sponsor_must_be_known_and_trusted() throws Exception {
    refused(400, "sponsor_signature is required", post(sponsored(2, "")));
    refused(400, "cannot find sponsor with id '99'", post(sponsored(99, "00")));
    refused(401, "the sponsor tid '2' is not authorized", post(sponsored(grid.bobId, "00")));
  }

  @Test
  void whom_an_admin_trusts_may_sponsor() throws Exception {
    var sponsored = sponsored(grid.bobId, bobsSignature());
    var path = "/users/" + grid.bobId + "/trusted";
    try (var people = new TestPeople(grid)) { // alice is an admin now
      var yes = "{\"trusted\":true}";
      refused(403, "admin", grid.explorer.signed(grid.bob, grid.bobId, "PUT", path, yes));
      refused(400, "trusted is missing", trust(path, "{}"));
      refused(404, "user not found", trust("/users/99/trusted", yes));
      refused(401, "is not authorized", post(sponsored));
      expect(200, trust(path, yes));
      assertThat(grid.explorer.get("/users/2").json().member("trusted_sales_channel").flag())
          .isTrue();
      expect(201, post(sponsored));
      refused(400, "failed to verify sponsor signature", post(sponsored(grid.bobId, "00")));
      expect(200, trust(path, "{\"trusted\":false}"));
      refused(401, "is not authorized", post(sponsored));
      expect(200, trust(path, yes));
      people.alice.admit(grid.bobId, false);
      refused(403, "the sponsor tid '2' may not sponsor now", post(sponsored));
    }
  }

  private Reply trust(String path, String body) throws Exception {
    return grid.explorer.signed(grid.alice, grid.aliceId, "PUT", path, body);
  }

  private String bobsSignature() {
    var order = Json.poolOrder(order(0, 1, grid.node.nodeId()));
    return grid.bob.signHex(Signatures.ofPoolOrder(order.json()));
  }

  @Test
  void more_pools_than_are_read_at_once_come_whole() throws Exception {
    var nodes = new String[500];
    for (var i = 0; i < nodes.length; i++) {
      nodes[i] = "n".repeat(80) + i;
    }
    for (var i = 0; i < 60; i++) { // 2.6 MB
      grid.explorer.pool(grid.alice, grid.aliceId, 0, 5, nodes);
    }
    var reply = expect(200, grid.explorer.get(PATH + "/owner/" + grid.aliceId));
    assertThat(Json.pools(reply.text())).hasSize(61).extracting(Pool::poolId).isSorted();
  }

  @Test
  void an_owners_pools_are_a_plain_list_without_pages() throws Exception {
    grid.explorer.pool(grid.alice, grid.aliceId, 0, 5, grid.node.nodeId());
    var reply = expect(200, grid.explorer.get(PATH + "/owner/" + grid.aliceId));
    assertThat(Json.pools(reply.text())).extracting(Pool::poolId).containsExactly(1L, 2L);
    assertThat(reply.header("Pages")).isEmpty();
    assertThat(grid.explorer.get(PATH + "/owner/99").text()).isEqualTo("[]\n");
  }

  @Test
  void an_order_is_shown_as_paid() throws Exception {
    var reply = expect(200, grid.explorer.get(PATH + "/payment/1"));
    assertThat(reply.json().member("paid").flag()).isTrue();
    assertThat(reply.json().member("id").integer()).isEqualTo(1);
    assertThat(grid.explorer.get(PATH + "/payment/9").status()).isEqualTo(404);
  }

  @Test
  void a_pool_pays_for_what_runs_from_the_result_to_the_end() throws Exception {
    var id = grid.deploy(TestGrid.container(1, 1024));
    assertThat(pool(grid.poolId).activeCu()).isZero();
    expect(201, grid.putResult(id, State.OK, ""));
    expect(201, grid.putResult(id, State.OK, ""));
    assertThat(pool(grid.poolId).activeCu()).isEqualTo(0.25);
    assertThat(pool(grid.poolId).activeWorkloadIds()).containsExactly(id);
    grid.explorer.pass(Duration.ofSeconds(100));
    assertThat(pool(grid.poolId).cus()).isBetween(99_970.0, 99_975.0);
    expect(200, grid.delete(id));
    assertThat(pool(grid.poolId).activeCu()).isZero();
    assertThat(pool(grid.poolId).activeWorkloadIds()).isEmpty();
  }

  @Test
  void a_failed_workload_costs_nothing_more() throws Exception {
    var id = grid.deploy(TestGrid.container(1, 1024));
    expect(201, grid.putResult(id, State.OK, ""));
    expect(201, grid.putResult(id, State.ERROR, "crashed"));
    assertThat(pool(grid.poolId).activeCu()).isZero();
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void when_a_pool_runs_dry_what_uses_it_is_taken_down() throws Exception {
    var id = grid.deploy(TestGrid.container(4, 8192));
    expect(201, grid.putResult(id, State.OK, ""));
    grid.poll(0);
    grid.explorer.pass(Duration.ofDays(1)); // 172 800 units
    while (grid.workload(id).nextAction() != NextAction.DELETE) {
      Thread.onSpinWait();
    }
    assertThat(TestGrid.ids(grid.poll(id + 1))).containsExactly(id);
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void when_a_pool_runs_dry_all_that_uses_it_is_taken_down_and_nothing_else() throws Exception {
    var free = grid.deploy(TestGrid.container(0, 256));
    var last = 0L;
    for (var i = 0; i < 101; i++) { // more than one write takes
      last = grid.deploy(TestGrid.container(1, 256));
    }
    expect(201, grid.putResult(last, State.OK, ""));
    grid.explorer.pass(Duration.ofDays(2000));
    while (grid.workload(last).nextAction() != NextAction.DELETE) {
      Thread.onSpinWait();
    }
    assertThat(grid.workload(last - 1).nextAction()).isEqualTo(NextAction.DELETE);
    assertThat(grid.workload(free).nextAction()).isEqualTo(NextAction.DEPLOY);
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void a_volume_in_use_cannot_stay_when_its_pool_has_run_dry() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    expect(201, grid.putResult(id, State.OK, ""));
    grid.poll(0);
    grid.explorer.pass(Duration.ofDays(20_000));
    while (grid.workload(id).nextAction() != NextAction.DELETE) {
      Thread.onSpinWait();
    }
    expect(201, grid.putResult(id, State.OK, "volume 1-1 is mounted by container 2-1"));
    assertThat(grid.workload(id).nextAction()).isEqualTo(NextAction.DELETE);
    assertThat(TestGrid.ids(grid.poll(id + 1))).containsExactly(id);
  }

  private Reply post(String body) throws Exception {
    return grid.explorer.post(PATH, body);
  }

  private Pool pool(long id) throws Exception {
    return Json.pool(expect(200, grid.explorer.get(PATH + "/" + id)).text());
  }

  private String order(long poolId, long units, String... nodeIds) {
    return TestExplorer.poolBody(grid.alice, grid.aliceId, poolId, units, nodeIds);
  }

  private String sponsored(long sponsor, String signature) {
    var order = Json.poolOrder(order(0, 1, grid.node.nodeId()));
    return Json.write(
        new PoolOrder(
            order.json(),
            order.dataJson(),
            order.poolId(),
            order.cus(),
            order.sus(),
            order.ipv4us(),
            order.nodeIds(),
            List.of("TFT"),
            order.customerTid(),
            grid.alice.signHex(Signatures.ofPoolOrder(order.json())),
            sponsor,
            signature));
  }

  private static void refused(int status, String message, Reply reply) {
    assertThat(reply.text()).contains(message);
    assertThat(reply.status()).isEqualTo(status);
  }
}
