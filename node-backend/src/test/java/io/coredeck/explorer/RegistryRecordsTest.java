package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.KeyPair;
import io.coredeck.identity.Signatures;
import io.coredeck.model.registry.User;
import io.coredeck.model.registry.WalletAddress;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import io.coredeck.wire.Messages.UserUpdate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept of users, farms and nodes, how it is named and who sees it.
class RegistryRecordsTest {
  @TempDir private Path folder;
  private final KeyPair alice = TestExplorer.keys(1);
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
  void a_signed_date_alone_shows_emails_for_minutes_and_not_for_ever() throws Exception {
    explorer.user(alice, "alice");
    var headers = dated();
    assertThat(email(headers)).isEqualTo("alice@example.org");
    explorer.pass(Duration.ofMinutes(6));
    assertThat(email(headers)).isEmpty();
    headers = new HashMap<>(headers); // created is not signed and says nothing
    headers.compute(
        "Authorization",
        (_, text) -> text + ",created=\"" + explorer.now().getEpochSecond() + "\"");
    assertThat(email(headers)).isEmpty();
    assertThat(email(dated())).isEqualTo("alice@example.org");
  }

  private Map<String, String> dated() {
    var date = HttpSignature.headers(alice, "1", explorer.now()).get("Date");
    var signature =
        Base64.getEncoder().encodeToString(alice.sign(("date: " + date).getBytes(UTF_8)));
    return Map.of(
        "Date",
        date,
        "Authorization",
        "Signature keyId=\"1\",algorithm=\"ed25519\",signature=\"%s\",headers=\"date\""
            .formatted(signature));
  }

  private String email(Map<String, String> headers) throws Exception {
    return explorer.call("GET", "/users/1", "", headers).json().member("email").text();
  }

  @Test
  void a_number_in_a_path_is_digits_and_one_too_large_is_nobodys() throws Exception {
    explorer.user(alice, "alice");
    for (var kind : List.of("/users/", "/farms/")) {
      assertThat(explorer.get(kind + "99999999999999999999").status()).isEqualTo(404);
      for (var other : List.of("+1", "1;x", "-1", "-0", "1.0", "%31;", "one", "%2B1")) {
        assertThat(explorer.get(kind + other).status()).as(other).isEqualTo(400);
      }
    }
    for (var path : List.of("/reservations/pools/", "/reservations/workloads/")) {
      for (var other : List.of("99999999999999999999", "+1", "1;x", "-1", "one")) {
        assertThat(explorer.get(path + other).status()).as(other).isEqualTo(404);
      }
    }
    for (var from : List.of("%2B3", "-0", "-1", "3x", "")) {
      var path = "/reservations/nodes/x/workloads?from=" + from;
      assertThat(explorer.get(path).status()).as(from).isEqualTo(404);
    }
    assertThat(explorer.get("/farms?owner=%2B1").status()).isEqualTo(400);
  }

  @Test
  void a_farm_keeps_what_its_owner_says_of_prices_and_addresses() throws Exception {
    explorer.user(alice, "alice");
    var said =
        """
        {"id":1,"threebot_id":1,"iyo_organization":"org","name":"a",\
        "wallet_addresses":[{"asset":"TFT","address":"G"}],\
        "location":{"city":"","country":"","continent":"","latitude":0,"longitude":0},"email":"",\
        "resource_prices":[{"currency":"TFT","cru":1.5}],"prefix_zero":"2a02::/48",\
        "ipaddresses":[{"address":"185.1.2.3/24","gateway":"185.1.2.1","reservation_id":7}],\
        "enable_custom_pricing":true,\
        "farm_cloudunits_price":{"currency":2,"cu":10,"su":8.5,"nu":1,"ipv4u":6},\
        "is_grid3_compliant":true}
        """;
    expect(201, explorer.post("/farms", said));
    assertThat(explorer.get("/farms/1").text()).isEqualTo(said);
    var changed = said.replace("8.5", "9.5");
    expect(200, explorer.signed(alice, 1, "PUT", "/farms/1", changed));
    assertThat(explorer.get("/farms/1").text()).isEqualTo(changed);
    assertThat(explorer.get("/farms").text()).isEqualTo("[" + changed.strip() + "]\n");
  }

  @Test
  void a_user_changes_the_addresses_of_its_wallets() throws Exception {
    explorer.user(alice, "alice");
    expect(200, explorer.call("PUT", "/users/1", update("G1"), Map.of()));
    expect(200, explorer.call("PUT", "/users/1", update(""), Map.of())); // empty: as it was
    assertThat(Json.user(explorer.get("/users/1").text()).walletAddresses())
        .containsExactly(new WalletAddress("TFT", "G1"));
  }

  private String update(String wallet) {
    var wallets =
        wallet.isEmpty() ? List.<WalletAddress>of() : List.of(new WalletAddress("TFT", wallet));
    var user = new User(1, "", "", "", "h", "", wallets, false);
    return Messages.write(new UserUpdate(user, alice.signHex(Signatures.ofUserUpdate(1, user))));
  }

  @Test
  void a_node_counts_also_what_this_grid_does_not_run() throws Exception {
    explorer.node(node, 1, "a");
    var path = "/nodes/" + node.nodeId();
    var used = "{\"cru\":1,\"network_resource\":1,\"volume\":2,\"zdb_namespace\":4,\"k8s_vm\":5}";
    expect(200, explorer.asNode(node, "POST", path + "/used_resources", used));
    var shown = explorer.get(path).json().member("workloads");
    assertThat(shown.member("zdb_namespace").integer()).isEqualTo(4);
    assertThat(shown.member("k8s_vm").integer()).isEqualTo(5);
    assertThat(shown.member("volume").integer()).isEqualTo(2);
    assertThat(shown.member("generic_vm").json()).isEqualTo("0");
  }

  @Test
  void users_farms_and_nodes_are_small_enough_for_lists_of_a_thousand() throws Exception {
    explorer.sendWhatIsNotDescribed();
    explorer.user(alice, "alice");
    explorer.node(node, 1, "farm-one");
    var path = "/nodes/" + node.nodeId();
    expect(413, explorer.post("/users", "x".repeat(9 << 10)));
    expect(413, explorer.post("/farms", "x".repeat(17 << 10)));
    expect(413, explorer.signed(alice, 1, "PUT", "/farms/1", "x".repeat(17 << 10)));
    var many = "[{\"name\":\"eth0\"}" + ",{}".repeat(2000) + "]";
    expect(413, explorer.asNode(node, "POST", path + "/interfaces", many));
    expect(413, explorer.asNode(node, "POST", path + "/ports", "x".repeat(65 << 10)));
    var hardware = "{\"dmi\":\"" + "x".repeat(200 << 10) + "\"}";
    for (var i = 0; i < 3; i++) {
      expect(200, explorer.asNode(node, "POST", path + "/capacity", hardware));
    }
    var listed = expect(200, explorer.get("/nodes?proofs=true"));
    assertThat(listed.header("Pages")).isEqualTo("1");
    assertThat(listed.json().items().getFirst().member("proofs").items()).hasSize(3);
    assertThat(explorer.get("/nodes?proofs=true&farm=9").text()).isEqualTo("[]\n");
  }

  @Test
  void farms_and_nodes_are_listed_in_pages() throws Exception {
    for (var i = 1; i <= 3; i++) {
      explorer.node(TestExplorer.keys(100 + i), 1, "farm-" + i);
    }
    for (var kind : List.of("/farms", "/nodes")) {
      var second = explorer.get(kind + "?page=2&size=2");
      assertThat(second.json().items()).hasSize(1);
      assertThat(second.json().items().getFirst().member("id").integer()).isEqualTo(3);
      assertThat(second.header("Pages")).isEqualTo("2");
      assertThat(explorer.get(kind + "?page=0&size=x").json().items()).hasSize(3);
      assertThat(explorer.get(kind + "?page=3&size=2").text()).isEqualTo("[]\n");
      assertThat(explorer.get(kind + "?page=3&size=2").header("Pages")).isEqualTo("2");
    }
    assertThat(explorer.get("/farms?name=none").header("Pages")).isEqualTo("0");
    assertThat(explorer.get("/nodes?farm=9").header("Pages")).isEqualTo("0");
  }
}
