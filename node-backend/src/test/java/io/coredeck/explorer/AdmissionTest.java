package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.explorer.door.Admitting;
import io.coredeck.identity.Challenges;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.model.registry.AuditEntry;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.Role;
import io.coredeck.model.registry.User;
import io.coredeck.sdk.FarmerClient;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.sdk.account.AuditClient;
import io.coredeck.wire.Json;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A closed explorer: whoever registers asks, and is let in by whose it is to say.
class AdmissionTest {
  private static final String PASSWORD = "chosen by oneself";
  private static final String WORKLOADS = "/reservations/workloads";

  private final KeyPair admin = TestExplorer.keys(1);
  private final KeyPair bob = TestExplorer.keys(2);
  private final KeyPair node = TestExplorer.keys(100);
  private TestExplorer explorer;
  private long adminId;
  private long bobId;
  private AccountClient accounts;
  private GridClient grid;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws Exception {
    start(Admitting.NOBODY);
    adminId = explorer.user(admin, "alice");
    connect();
    accounts.createFirst("alice", PASSWORD, admin, TestExplorer.SETUP_TOKEN);
    bobId = explorer.user(bob, "bob");
  }

  private void start(Admitting admitting) throws Exception {
    explorer = new TestExplorer(folder, admitting);
  }

  private void connect() {
    accounts = AccountClient.connect(explorer.uri(), admin, adminId);
    grid = GridClient.connect(explorer.uri(), admin, adminId);
  }

  @AfterEach
  void stop() {
    accounts.close();
    grid.close();
    explorer.close();
  }

  private static String farmBody(String name, long owner) {
    return """
    {"name":"%s","threebot_id":%d,"wallet_addresses":[{"asset":"TFT","address":"G"}]}\
    """
        .formatted(name, owner);
  }

  private Reply farm(String name, KeyPair keys, long tid, long owner) throws Exception {
    return explorer.signed(keys, tid, "POST", "/farms", farmBody(name, owner));
  }

  /// @return what is registered in it asks to join a farm of alice
  private long farmOfAlice(String name) throws Exception {
    return Json.tree(expect(201, farm(name, admin, adminId, adminId)).text())
        .member("id")
        .integer();
  }

  private Reply register(KeyPair keys, long farm) throws Exception {
    return explorer.asNode(keys, "POST", "/nodes", TestExplorer.nodeBody(keys, farm));
  }

  private Reply pool(KeyPair keys, long tid, String nodeId) throws Exception {
    var body = TestExplorer.poolBody(keys, tid, 0, 1000, nodeId);
    return explorer.post("/reservations/pools", body);
  }

  /// @return what the list shows, and a search finds
  private List<String> nodes() throws Exception {
    var listed = nodes("/nodes");
    assertThat(nodes("/nodes/search")).isEqualTo(listed);
    return listed;
  }

  private List<String> nodes(String path) throws Exception {
    return Json.nodes(explorer.get(path).text()).stream().map(Node::nodeId).toList();
  }

  private List<String> actions() throws Exception {
    try (var audit = AuditClient.connect(explorer.uri(), admin, adminId)) {
      return audit.newest(AuditClient.Filter.ALL, 0, 50).entries().stream()
          .map(AuditEntry::action)
          .toList();
    }
  }

  @Test
  void who_registers_gets_a_number_and_does_nothing_with_it_until_an_admin_says_so()
      throws Exception {
    var farm = farmOfAlice("farm");
    expect(201, register(node, farm));
    grid.close();
    grid = GridClient.connect(explorer.uri(), admin, adminId);
    new FarmerClient(grid).admit(node.nodeId(), true);

    assertThat(accounts.usersAsking()).extracting(User::id).containsExactly(bobId);
    var refused = expect(403, pool(bob, bobId, node.nodeId()));
    assertThat(refused.error())
        .startsWith("user %d is registered and not admitted; an admin admits it".formatted(bobId))
        .contains("coredeck user admit " + bobId);
    expect(403, farm("bobs", bob, bobId, bobId));
    expect(403, explorer.signed(bob, bobId, "POST", WORKLOADS, "{}"));

    accounts.admit(bobId, true);
    assertThat(accounts.usersAsking()).isEmpty();
    expect(201, pool(bob, bobId, node.nodeId()));
    expect(201, farm("bobs", bob, bobId, bobId));

    accounts.admit(bobId, false);
    assertThat(accounts.usersAsking()).isEmpty();
    expect(403, pool(bob, bobId, node.nodeId()));
    assertThat(actions()).containsSubsequence("user.refuse", "user.admit", "node.admit");
  }

  @Test
  void farms_are_named_by_their_owners_and_admins() throws Exception {
    accounts.admit(bobId, true);
    expect(401, explorer.post("/farms", farmBody("nobodys", bobId)));
    expect(403, farm("not-mine", bob, bobId, adminId));
    expect(201, farm("bobs", admin, adminId, bobId));
  }

  @Test
  void a_viewer_is_one_also_with_another_key() throws Exception {
    accounts.create("vera", Role.VIEWER, PASSWORD);
    var other = TestExplorer.keys(3);
    var tid = explorer.user(other, "vera-too");
    assertThat(expect(403, pool(other, tid, node.nodeId())).error())
        .startsWith("user %d is registered and not admitted".formatted(tid));
    var taken = TestPeople.refused(409, () -> accounts.admit(adminId, false));
    assertThat(taken).hasMessageContaining("account, whose role says what it may");
  }

  @Test
  void a_node_gets_nothing_until_the_owner_of_its_farm_or_an_admin_says_so() throws Exception {
    var farm = farmOfAlice("farm");
    expect(201, register(node, farm));
    assertThat(nodes()).isEmpty();
    var itself = explorer.get("/nodes/" + node.nodeId()).json();
    assertThat(itself.member("admitted").isPresent()).isTrue();
    assertThat(itself.member("admitted").flag()).isFalse();
    var refused = expect(403, pool(admin, adminId, node.nodeId()));
    assertThat(refused.error()).contains("is not admitted", "coredeck node admit " + node.nodeId());
    expect(403, pool(admin, adminId, TestExplorer.keys(101).nodeId())); // may come later
    accounts.admit(bobId, true);
    var admission = "/nodes/" + node.nodeId() + "/admission";
    expect(403, explorer.signed(bob, bobId, "PUT", admission, "{\"admitted\":true}"));
    try (var bobs = GridClient.connect(explorer.uri(), bob, bobId)) {
      assertThat(new FarmerClient(bobs).nodesAsking()).isEmpty();
    }
    assertThat(new FarmerClient(grid).nodesAsking())
        .extracting(Node::nodeId)
        .containsExactly(node.nodeId());
    new FarmerClient(grid).admit(node.nodeId(), true);
    assertThat(new FarmerClient(grid).nodesAsking()).isEmpty();
    assertThat(nodes()).containsExactly(node.nodeId());
    assertThat(explorer.get("/nodes/" + node.nodeId()).json().member("admitted").isPresent())
        .isFalse();
    expect(201, pool(admin, adminId, node.nodeId()));
    expect(201, register(node, farm));
    assertThat(nodes()).as("still, when it registers again").containsExactly(node.nodeId());
  }

  @Test
  void who_admitted_a_node_did_it_for_one_farm() throws Exception {
    expect(201, register(node, farmOfAlice("one")));
    new FarmerClient(grid).admit(node.nodeId(), true);
    accounts.admit(bobId, true);
    var other = Json.tree(expect(201, farm("bobs", bob, bobId, bobId)).text());
    expect(201, register(node, other.member("id").integer()));
    assertThat(nodes()).isEmpty();
    try (var bobs = GridClient.connect(explorer.uri(), bob, bobId)) {
      assertThat(new FarmerClient(bobs).nodesAsking()).hasSize(1);
      new FarmerClient(bobs).admit(node.nodeId(), false);
      assertThat(new FarmerClient(bobs).nodesAsking()).isEmpty();
    }
    expect(201, register(node, other.member("id").integer()));
    assertThat(new FarmerClient(grid).nodesAsking()).as("who was refused asks once").isEmpty();
  }

  @Test
  void a_pool_keeps_a_node_that_was_sent_away_and_nothing_new_runs_on_it() throws Exception {
    expect(201, register(node, farmOfAlice("one")));
    new FarmerClient(grid).admit(node.nodeId(), true);
    var pool = grid.orderPool(0, 1000, 1000, List.of(node.nodeId()));
    new FarmerClient(grid).admit(node.nodeId(), false);
    grid.orderPool(pool, 1000, 1000, List.of(node.nodeId()));
    assertThat(grid.pool(pool).cus()).isEqualTo(2000);
    var workload = expect(403, explorer.signed(admin, adminId, "POST", WORKLOADS, wish(pool)));
    assertThat(workload.error()).contains("is not admitted");
    var probes = "/nodes/" + node.nodeId() + "/probes";
    var probe =
        expect(403, explorer.signed(admin, adminId, "POST", probes, "{\"secret_url\":\"abcd\"}"));
    assertThat(probe.error()).contains("is not admitted");
  }

  private String wish(long pool) {
    var wish =
        new Reservation(
            0,
            1,
            node.nodeId(),
            pool,
            "",
            "",
            "",
            adminId,
            "",
            NextAction.DEPLOY,
            SigningRequest.NONE,
            new SigningRequest(List.of(adminId), 1),
            List.of(),
            List.of(),
            Signature.NONE,
            explorer.now().getEpochSecond() - 3,
            0,
            Result.NONE,
            TestGrid.volume());
    var signature = Challenges.sign(admin, Challenges.create(wish));
    return Json.write(wish.withCustomerSignature(signature));
  }

  @Test
  void what_strangers_say_of_themselves_pushes_nothing_out_of_the_audit() throws Exception {
    try (var bobs = GridClient.connect(explorer.uri(), bob, bobId)) {
      bobs.updateUser(bobs.user(bobId));
      assertThat(actions()).doesNotContain("user.change");
      accounts.admit(bobId, true);
      bobs.updateUser(bobs.user(bobId));
      assertThat(actions()).contains("user.change");
    }
  }

  @Test
  void emails_are_for_those_who_were_admitted_and_ones_own_for_oneself() throws Exception {
    assertThat(email(bobId, bobId)).isEqualTo("bob@example.org");
    assertThat(email(bobId, adminId)).isEmpty();
    accounts.admit(bobId, true);
    assertThat(email(bobId, adminId)).isEqualTo("alice@example.org");
  }

  private String email(long seer, long seen) throws Exception {
    var user = explorer.signed(bob, seer, "GET", "/users/" + seen, "");
    return Json.user(user.text()).email();
  }

  @Test
  void who_asks_goes_in_where_the_grid_is_opened_and_who_was_refused_does_not() throws Exception {
    var refused = TestExplorer.keys(3);
    var refusedId = explorer.user(refused, "eve");
    accounts.admit(refusedId, false);
    expect(201, register(node, farmOfAlice("one")));
    accounts.close();
    grid.close();
    explorer.close();
    start(Admitting.EVERYBODY);
    connect();
    assertThat(nodes()).containsExactly(node.nodeId());
    expect(201, pool(bob, bobId, node.nodeId()));
    expect(403, pool(refused, refusedId, node.nodeId()));
  }
}
