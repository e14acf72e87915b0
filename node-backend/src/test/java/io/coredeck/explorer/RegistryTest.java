package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.identity.KeyPair;
import io.coredeck.wire.Json;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Users, farms, nodes: who may say what about whom.
class RegistryTest {
  @TempDir private Path folder;
  private final KeyPair alice = TestExplorer.keys(1);
  private final KeyPair bob = TestExplorer.keys(2);
  private final KeyPair node = TestExplorer.keys(100);
  private TestExplorer explorer;

  @BeforeEach
  void start() throws Exception {
    explorer = new TestExplorer(folder);
  }

  @AfterEach
  void stop() {
    explorer.close();
  }

  @Test
  void a_user_registers_with_name_email_and_key_only() throws Exception {
    var reply =
        explorer.post("/users", user("alice", "a@x", alice.publicKeyHex(), "\"host\":\"h\","));
    expect(201, reply);
    assertThat(reply.text())
        .isEqualTo(
            """
            {"id":1,"name":"alice","email":"a@x","pubkey":"%s","host":"","description":"",\
            "wallet_addresses":[],"trusted_sales_channel":false}
            """
                .formatted(alice.publicKeyHex()));
  }

  @Test
  void a_bad_registration_is_refused() throws Exception {
    var key = alice.publicKeyHex();
    refused(400, "name should be all lower case", register("Alice", "a@x", key));
    refused(400, "name should be at least 3", register("al", "a@x", key));
    refused(400, "email should be all lower case", register("alice", "A@x", key));
    refused(500, "invalid public key", register("alice", "a@x", "nonsense"));
    refused(400, "is not JSON", explorer.post("/users", "name=alice"));
    refused(400, "name is a number", explorer.post("/users", "{\"name\":5}"));
    expect(201, register("alice", "", key));
    refused(409, "user with same name or email exists", register("alice", "b@x", key));
    refused(409, "user with same name or email exists", register("bob", "", key));
    expect(201, register("bob", "b@x", key));
  }

  @Test
  void an_email_is_shown_to_users_and_nodes_only() throws Exception {
    explorer.user(alice, "alice");
    explorer.user(bob, "bob");
    assertThat(explorer.get("/users/2").json().member("email").text()).isEmpty();
    assertThat(Json.users(explorer.get("/users?name=bob").text()).getFirst().email()).isEmpty();
    var seen = explorer.signed(alice, 1, "GET", "/users/2", "");
    assertThat(seen.json().member("email").text()).isEqualTo("bob@example.org");
    seen = explorer.asNode(node, "GET", "/users/2", "");
    assertThat(seen.json().member("email").text()).isEmpty(); // everybody can make such keys
    explorer.node(node, 1, "farm-one");
    seen = explorer.asNode(node, "GET", "/users/2", "");
    assertThat(seen.json().member("email").text()).isEqualTo("bob@example.org");
    var wrong = explorer.signed(bob, 1, "GET", "/users/2", "");
    assertThat(wrong.json().member("email").text()).isEmpty();
    assertThat(wrong.status()).isEqualTo(200);
  }

  @Test
  void users_are_listed_in_pages_and_found_by_name_or_email() throws Exception {
    for (var i = 1; i <= 3; i++) {
      explorer.user(TestExplorer.keys(i), "user" + i);
    }
    var second = explorer.get("/users?page=2&size=2");
    assertThat(Json.users(second.text())).extracting(u -> u.id()).containsExactly(3L);
    assertThat(second.header("Pages")).isEqualTo("2");
    assertThat(Json.users(explorer.get("/users?email=user2@example.org").text())).hasSize(1);
    assertThat(explorer.get("/users?name=nobody").header("Pages")).isEqualTo("0");
  }

  @Test
  void a_strange_user_id_is_a_400_and_an_unknown_one_a_404() throws Exception {
    refused(400, "invalid id format", explorer.get("/users/me"));
    refused(404, "user not found", explorer.get("/users/9"));
    refused(404, "farm not found", explorer.get("/farms/9"));
    refused(400, "invalid id format", explorer.get("/farms/mine"));
    refused(404, "node 'x' not found", explorer.get("/nodes/x"));
  }

  @Test
  void whether_a_user_signed_something_can_be_asked() throws Exception {
    explorer.user(alice, "alice");
    var payload = HexFormat.of().formatHex(new byte[] {1, 2, 3});
    var right = alice.signHex(new byte[] {1, 2, 3});
    var ask = "{\"payload\":\"%s\",\"signature\":\"%s\"}";
    assertThat(explorer.post("/users/1/validate", ask.formatted(payload, right)).text())
        .isEqualTo("{\"is_valid\":true}\n");
    assertThat(explorer.post("/users/1/validate", ask.formatted("00", right)).text())
        .isEqualTo("{\"is_valid\":false}\n");
    refused(400, "hex", explorer.post("/users/1/validate", ask.formatted("xx", right)));
    refused(404, "user", explorer.post("/users/2/validate", ask.formatted("00", right)));
  }

  @Test
  void a_farm_needs_a_name_an_owner_and_a_wallet() throws Exception {
    refused(400, "invalid farm name", explorer.post("/farms", farm("a b", 1)));
    refused(400, "threebot_id is required", explorer.post("/farms", farm("a", 0)));
    refused(400, "wallet_addresses", explorer.post("/farms", "{\"name\":\"a\",\"threebot_id\":1}"));
    assertThat(expect(201, explorer.post("/farms", farm("a", 1))).text()).isEqualTo("{\"id\":1}\n");
    refused(500, "exists already", explorer.post("/farms", farm("a", 1)));
    assertThat(Json.farms(explorer.get("/farms?owner=1").text())).hasSize(1);
    assertThat(Json.farms(explorer.get("/farms?name=b").text())).isEmpty();
    refused(400, "owner should be an integer", explorer.get("/farms?owner=me"));
  }

  @Test
  void only_its_owner_changes_a_farm() throws Exception {
    explorer.user(alice, "alice");
    explorer.user(bob, "bob");
    explorer.post("/farms", farm("a", 1));
    var change = farm("b", 1);
    assertThat(explorer.call("PUT", "/farms/1", change, Map.of()).status()).isEqualTo(401);
    refused(403, "owner", explorer.signed(bob, 2, "PUT", "/farms/1", change));
    expect(200, explorer.signed(alice, 1, "PUT", "/farms/1", change));
    assertThat(explorer.get("/farms/1").json().member("name").text()).isEqualTo("b");
  }

  @Test
  void a_node_registers_itself_in_a_farm_that_exists() throws Exception {
    var body = TestExplorer.nodeBody(node, 1);
    assertThat(explorer.post("/nodes", body).status()).isEqualTo(401);
    refused(403, "while you are", explorer.asNode(bob, "POST", "/nodes", body));
    refused(404, "unknown farm", explorer.asNode(node, "POST", "/nodes", body));
    explorer.post("/farms", farm("a", 1));
    refused(
        400,
        "location",
        explorer.asNode(
            node,
            "POST",
            "/nodes",
            body.replace("city", "c").replace("country", "d").replace("continent", "e")));
    refused(400, "os_version", explorer.asNode(node, "POST", "/nodes", body.replace("os_v", "o")));
    expect(201, explorer.asNode(node, "POST", "/nodes", body));
    expect(201, explorer.asNode(node, "POST", "/nodes", body.replace("Ghent", "Paris")));
    var shown = explorer.get("/nodes/" + node.nodeId()).json();
    assertThat(shown.member("id").integer()).isEqualTo(1);
    assertThat(shown.member("location").member("city").text()).isEqualTo("Paris");
    assertThat(shown.member("created").integer()).isPositive();
    assertThat(shown.member("proofs").isPresent()).isFalse();
    assertThat(shown.member("public_config").isPresent()).isFalse();
  }

  @Test
  void a_node_reports_only_about_itself() throws Exception {
    explorer.node(node, 1, "a");
    var path = "/nodes/" + node.nodeId();
    assertThat(explorer.post(path + "/uptime", "{}").status()).isEqualTo(401);
    refused(403, "while you are", explorer.asNode(bob, "POST", path + "/uptime", "{}"));
    refused(403, "while you are", explorer.asNode(bob, "POST", "/nodes/x/uptime", "{}"));
    var itself = "/nodes/" + bob.nodeId() + "/uptime";
    refused(404, "not found", explorer.asNode(bob, "POST", itself, "{}"));
    expect(200, explorer.asNode(node, "POST", path + "/uptime", "{\"uptime\":77}"));
    expect(200, explorer.asNode(node, "POST", path + "/ports", "{\"ports\":[2000,3000]}"));
    expect(
        201,
        explorer.asNode(
            node,
            "POST",
            path + "/interfaces",
            "[{\"name\":\"eth0\",\"addrs\":[\"10.0.0.1/24\"],\"gateway\":[\"10.0.0.254\"]}]"));
    expect(
        200,
        explorer.asNode(
            node,
            "POST",
            path + "/capacity",
            """
            {"capacity":{"cru":4,"mru":8,"sru":100.5},"dmi":{"tooling":{}},"disks":{"tool":"x"},\
            "hypervisor":["kvm"]}\
            """));
    expect(
        200,
        explorer.asNode(
            node, "POST", path + "/used_resources", "{\"cru\":1,\"mru\":2,\"container\":3}"));
    var shown = explorer.get(path + "?proofs=true").json();
    assertThat(shown.member("uptime").integer()).isEqualTo(77);
    assertThat(shown.member("wg_ports").integers()).containsExactly(2000L, 3000L);
    assertThat(shown.member("ifaces").items()).hasSize(1);
    assertThat(shown.member("total_resources").member("sru").decimal()).isEqualTo(100.5);
    assertThat(shown.member("reserved_resources").member("cru").json()).isEqualTo("1");
    assertThat(shown.member("workloads").member("container").integer()).isEqualTo(3);
    assertThat(shown.member("proofs").items()).hasSize(1);
    assertThat(shown.member("proofs").items().getFirst().member("hypervisor").texts())
        .containsExactly("kvm");
    assertThat(Json.nodes(explorer.get("/nodes?farm=1&cru=4&country=Belgium").text())).hasSize(1);
    assertThat(Json.nodes(explorer.get("/nodes?sru=101").text())).isEmpty();
    refused(400, "cru should be an integer", explorer.get("/nodes?cru=many"));
  }

  @Test
  void only_the_farmer_configures_a_node() throws Exception {
    explorer.user(alice, "alice");
    explorer.user(bob, "bob");
    explorer.node(node, 1, "a");
    var path = "/nodes/" + node.nodeId();
    var free = "{\"free_to_use\":true}";
    refused(403, "owner", explorer.signed(bob, 2, "POST", path + "/configure_free", free));
    expect(200, explorer.signed(alice, 1, "POST", path + "/configure_free", free));
    assertThat(explorer.get(path).json().member("free_to_use").flag()).isTrue();
    var config =
        """
        {"master":"eth0","type":0,"ipv4":"1.2.3.4/24","gw4":"1.2.3.1","ipv6":"fd00::2/64",\
        "gw6":"fd00::1"}\
        """;
    refused(403, "owner", explorer.signed(bob, 2, "POST", path + "/configure_public", config));
    refused(
        400,
        "gw6",
        explorer.signed(
            alice, 1, "POST", path + "/configure_public", config.replace("fd00::1", "1.2.3.4")));
    expect(201, explorer.signed(alice, 1, "POST", path + "/configure_public", config));
    expect(201, explorer.signed(alice, 1, "POST", path + "/configure_public", config));
    var shown = explorer.get("/nodes").json().items().getFirst().member("public_config");
    assertThat(shown.member("ipv4").text()).isEqualTo("1.2.3.4/24");
    assertThat(shown.member("version").integer()).isEqualTo(2);
  }

  @Test
  void there_are_no_gateways_and_prices_have_capital_letters() throws Exception {
    var gateways = explorer.get("/gateways?farm_id=1");
    assertThat(gateways.text()).isEqualTo("[]\n");
    assertThat(gateways.header("Pages")).isEqualTo("0");
    assertThat(explorer.get("/prices").text())
        .isEqualTo(
            """
            {"CuPriceDollarMonth":10,"SuPriceDollarMonth":8,"TftPriceMill":100,\
            "IP4uPriceDollarMonth":6}
            """);
  }

  /// The original's SDK asks when it is told to bring over what is older than pools.
  @Test
  void there_is_nothing_to_convert() throws Exception {
    explorer.user(alice, "alice");
    var answer = explorer.signed(alice, 1, "GET", "/reservations/convert", "");
    assertThat(expect(204, answer).text()).isEmpty();
    expect(401, explorer.get("/reservations/convert"));
  }

  private Reply register(String name, String email, String key) throws Exception {
    return explorer.post("/users", user(name, email, key, ""));
  }

  private static String user(String name, String email, String key, String more) {
    return "{%s\"name\":\"%s\",\"email\":\"%s\",\"pubkey\":\"%s\",\"id\":77}"
        .formatted(more, name, email, key);
  }

  private static String farm(String name, long owner) {
    return """
    {"name":"%s","threebot_id":%d,"wallet_addresses":[{"asset":"TFT","address":"G"}]}\
    """
        .formatted(name, owner);
  }

  private static void refused(int status, String message, Reply reply) {
    assertThat(reply.text()).contains(message);
    assertThat(reply.status()).isEqualTo(status);
  }
}
