package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.FarmerClient;
import io.coredeck.sdk.FarmerClient.PublicConfig;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.account.AccountClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the explorer promises to two who change the same farm.
class VersionsTest {
  private static final String FARM =
      "{\"name\":\"%s\",\"threebot_id\":1,\"wallet_addresses\":[{\"asset\":\"TFT\",\"address\":\"G\"}]}";

  private final KeyPair alice = TestExplorer.keys(1);

  @TempDir private Path folder;
  private TestExplorer explorer;

  @BeforeEach
  void start() throws Exception {
    explorer = new TestExplorer(folder);
    explorer.user(alice, "alice");
    expect(201, explorer.post("/farms", FARM.formatted("a")));
  }

  @AfterEach
  void stop() {
    explorer.close();
  }

  private String tag() throws Exception {
    return explorer.signed(alice, 1, "GET", "/farms/1", "").header("ETag");
  }

  private Reply change(String name, String tag) throws Exception {
    var headers = new HashMap<>(HttpSignature.headers(alice, "1", explorer.now()));
    headers.put("If-Match", tag);
    return explorer.call("PUT", "/farms/1", FARM.formatted(name), headers);
  }

  @Test
  void a_nodes_public_configuration_is_the_same_one_that_was_seen_or_stays() throws Exception {
    var node = TestExplorer.keys(100);
    expect(201, explorer.asNode(node, "POST", "/nodes", TestExplorer.nodeBody(node, 1)));
    try (var grid = GridClient.connect(explorer.uri(), alice, 1)) {
      var farmer = new FarmerClient(grid);
      var mine = new PublicConfig("eth0", "1.2.3.4/24", "1.2.3.1", "fe80::2/64", "fe80::1");
      farmer.setPublicConfig(node.nodeId(), mine, 0);
      TestPeople.refused(412, () -> farmer.setPublicConfig(node.nodeId(), mine, 0));
      var seen = farmer.publicConfig(node.nodeId()).orElseThrow();
      assertThat(seen.version()).isEqualTo(1);
      farmer.setPublicConfig(node.nodeId(), mine, seen.version());
      farmer.setPublicConfig(node.nodeId(), mine); // as the original
      assertThat(farmer.publicConfig(node.nodeId()).orElseThrow().version()).isEqualTo(3);
    }
  }

  @Test
  void two_admins_do_not_undo_what_the_other_did_to_an_account() throws Exception {
    try (var accounts = AccountClient.connect(explorer.uri(), alice, 1)) {
      accounts.createFirst("alice", TestPeople.OWN, alice, TestExplorer.SETUP_TOKEN);
      accounts.create("omar", Role.USER, TestPeople.GIVEN);
      var seen = accounts.list().getLast();
      assertThat(accountTag()).isEqualTo('"' + seen.state() + '"');
      var _ = AccountClient.signIn(explorer.uri(), "omar", TestPeople.GIVEN, "");
      var changed = accounts.setRole(seen, Role.OPERATOR); // a sign-in is no change
      TestPeople.refused(412, () -> accounts.setRole(seen, Role.ADMIN));
      TestPeople.refused(412, () -> accounts.setDisabled(seen, true));
      TestPeople.refused(412, () -> accounts.resetPassword(seen));
      TestPeople.refused(412, () -> accounts.remove(seen));
      accounts.remove(accounts.setDisabled(changed, true));
    }
  }

  private String accountTag() throws Exception {
    return explorer.signed(alice, 1, "GET", "/accounts/omar", "").header("ETag");
  }

  @Test
  void who_saw_an_older_state_does_not_undo_the_change_that_came_between() throws Exception {
    var seen = tag();
    expect(200, change("b", seen));
    assertThat(expect(412, change("c", seen)).error()).contains("changed since");
    assertThat(explorer.get("/farms/1").json().member("name").text()).isEqualTo("b");
    expect(200, change("c", "\"other\", " + tag()));
    expect(200, change("d", "*"));
    expect(
        200, explorer.signed(alice, 1, "PUT", "/farms/1", FARM.formatted("e"))); // as the original
  }

  @Test
  void a_tag_is_only_for_who_sees_the_whole() throws Exception {
    assertThat(tag()).matches("\"[0-9a-f]{32}\"");
    assertThat(explorer.get("/farms/1").header("ETag")).isEmpty();
    assertThat(explorer.get("/users/1").header("ETag")).isEmpty();
    assertThat(explorer.signed(alice, 1, "GET", "/users/1", "").header("ETag")).isNotEmpty();
  }

  private Reply put(String method, String path, String body, String tag) throws Exception {
    var headers = new HashMap<>(HttpSignature.headers(alice, "1", explorer.now()));
    headers.put("If-Match", tag);
    return explorer.call(method, path, body, headers);
  }

  @Test
  void what_is_said_of_users_and_nodes_is_said_of_the_state_that_was_seen() throws Exception {
    var node = TestExplorer.keys(100);
    expect(201, explorer.asNode(node, "POST", "/nodes", TestExplorer.nodeBody(node, 1)));
    explorer.user(TestExplorer.keys(2), "bob");
    try (var accounts = AccountClient.connect(explorer.uri(), alice, 1)) {
      accounts.createFirst("alice", TestPeople.OWN, alice, TestExplorer.SETUP_TOKEN);
    }
    var seen = explorer.signed(alice, 1, "GET", "/users/2", "").header("ETag");
    expect(200, put("PUT", "/users/2/trusted", "{\"trusted\":true}", seen));
    expect(412, put("PUT", "/users/2/trusted", "{\"trusted\":false}", seen));
    for (var path : List.of("/users/2/admission", "/nodes/" + node.nodeId() + "/admission")) {
      var no = "{\"admitted\":false}";
      var refused = expect(200, put("PUT", path, no, "\"admitted\""));
      assertThat(refused.header("ETag")).isEqualTo("\"refused\"");
      expect(412, put("PUT", path, no, "\"admitted\""));
      expect(200, put("PUT", path, "{\"admitted\":true}", "\"asking\", \"refused\""));
    }
    var free = "/nodes/" + node.nodeId() + "/configure_free";
    expect(200, put("POST", free, "{\"free_to_use\":true}", "\"false\""));
    expect(412, put("POST", free, "{\"free_to_use\":false}", "\"false\""));
    expect(200, put("POST", free, "{\"free_to_use\":false}", "\"true\""));
  }
}
