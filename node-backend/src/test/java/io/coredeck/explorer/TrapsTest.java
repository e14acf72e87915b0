package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.identity.Challenges;
import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.Secrets;
import io.coredeck.identity.Signatures;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Result.State;
import io.coredeck.model.Workload.Unsupported;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.Messages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The traps of the specification's section 9 that concern the explorer and the ids, by their
/// numbers. Bodies and signed texts are written by hand, as the original's clients write them.
/// Longer than other files: all traps are found in one place.
class TrapsTest {
  private static final String PATH = "/reservations/workloads";
  private static final String POOLS = "/reservations/pools";

  /// The only members that may be null.
  private static final Set<String> NULLS = Set.of("data_json", "public_config", "proofs");

  private static final Pattern FRACTION_OF_NOTHING = Pattern.compile("[:,\\[]-?[0-9]+\\.0+[,}\\]]");

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

  /// A workload as a client writes it; the text it signs is put together by the caller.
  ///
  /// @param own the members of its kind and whatever else
  private Reply post(String signed, String type, String own) throws Exception {
    var challenge = "1" + grid.node.nodeId() + grid.poolId + "" + grid.aliceId + type + 1606000427L;
    var signature = grid.alice.signHex(sha256(challenge + signed));
    return send(
        """
        {"id":0,"workload_id":1,"node_id":"%s","pool_id":%d,"reference":"","customer_tid":%d,\
        "customer_signature":"%s","next_action":3,"epoch":1606000427,"json":"",\
        "signing_request_provision":{"signers":[],"quorum_min":0},"signatures_farmer":[],\
        "signing_request_delete":{"signers":[%d],"quorum_min":1},%s}\
        """
            .formatted(
                grid.node.nodeId(), grid.poolId, grid.aliceId, signature, grid.aliceId, own));
  }

  private Reply send(String body) throws Exception {
    return grid.explorer.signed(grid.alice, grid.aliceId, "POST", PATH, body);
  }

  private static byte[] sha256(String text) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private Reply volume(String diskType) throws Exception {
    return post("5" + diskType, "VOLUME", "\"workload_type\":2,\"size\":5,\"type\":1");
  }

  private Reply container(String environment, String diskType, String more) throws Exception {
    var signed = "ffalse" + environment + "11026256" + diskType;
    return post(
        signed,
        "CONTAINER",
        """
        "workload_type":1,"flist":"f","hub_url":"","entrypoint":"","interactive":false,\
        "environment":{"\\ud83d\\ude00":"1","\\uff5e":"2"},"secret_environment":{},"volumes":[],\
        "network_connection":[],%s"capacity":{"cpu":1,"memory":1026,"disk_size":256,"disk_type":1}\
        """
            .formatted(more));
  }

  private Reply container() throws Exception {
    return container("\uff5e=2\ud83d\ude00=1", "ssd", "");
  }

  private JsonValue shown(long id) throws Exception {
    return expect(200, grid.explorer.get(PATH + "/" + id)).json();
  }

  @Test
  void trap_01_the_epoch_is_replaced_after_verification() throws Exception {
    var before = grid.explorer.now().getEpochSecond();
    expect(201, volume("SSD"));
    var stored = grid.workload(1);
    assertThat(stored.epoch()).isBetween(before, before + 60);
    var clients = Challenges.delete(stored.withEpoch(1606000427), grid.aliceId);
    expect(401, sign(1, "delete", Challenges.sign(grid.alice, clients)));
    expect(201, grid.signDelete(1));
  }

  private Reply sign(long id, String what, String signature) throws Exception {
    var body = Messages.write(new Signature(grid.aliceId, signature, 0));
    return grid.explorer.post(PATH + "/" + id + "/sign/" + what, body);
  }

  @Test
  void trap_02_signing_needs_no_content_type() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    var provision = sign(id, "provision", "00");
    assertThat(provision.response().request().headers().map()).doesNotContainKey("content-type");
    expect(401, provision);
    expect(201, grid.signDelete(id));
  }

  @Test
  void trap_03_errors_are_exactly_json_with_an_error_member() throws Exception {
    for (var reply :
        List.of(
            grid.explorer.get(PATH + "/99"),
            grid.explorer.get("/users/me"),
            grid.explorer.get(PATH + "?customer_tid=x"),
            grid.explorer.post("/users", "{"),
            grid.explorer.post(PATH, "{}"),
            grid.explorer.post(POOLS, "{}"),
            send("[]"))) {
      assertThat(reply.status()).isBetween(400, 499);
      assertThat(reply.header("Content-Type")).isEqualTo("application/json");
      assertThat(reply.error()).isNotEmpty();
    }
  }

  @Test
  void trap_04_numbers_are_numbers_whole_ones_whole_and_nothing_is_null() throws Exception {
    expect(201, container());
    expect(201, volume("SSD"));
    for (var state : List.of(State.OK, State.ERROR)) {
      for (var path : List.of("/users/1", "/farms/1", "/nodes", POOLS + "/1", PATH, PATH + "/1")) {
        var reply = expect(200, grid.explorer.get(path));
        assertThat(FRACTION_OF_NOTHING.matcher(reply.text()).find()).as(reply.text()).isFalse();
        requireNoNull(reply.json(), path);
      }
      expect(201, grid.putResult(1, state, ""));
    }
    assertThat(shown(1).member("workload_type").isNumber()).isTrue();
    assertThat(shown(1).member("next_action").isNumber()).isTrue();
    assertThat(shown(1).member("epoch").isNumber()).isTrue();
    assertThat(shown(1).member("capacity").member("disk_type").isNumber()).isTrue();
  }

  private static void requireNoNull(JsonValue value, String name) {
    if (value.isObject()) {
      value.members().forEach((member, its) -> requireNoNull(its, member));
    } else if (value.isList()) {
      value.items().forEach(item -> requireNoNull(item, name));
    } else {
      assertThat(value.isPresent() || NULLS.contains(name)).as(name + " is null").isTrue();
    }
  }

  @Test
  void trap_05_the_results_workload_is_empty_until_the_node_has_answered() throws Exception {
    expect(201, volume("SSD"));
    assertThat(shown(1).member("result").member("workload_id").json()).isEqualTo("\"\"");
    expect(201, grid.putResult(1, State.OK, ""));
    assertThat(shown(1).member("result").member("workload_id").text()).isEqualTo("1-1");
    assertThat(shown(1).member("result").member("state").integer()).isEqualTo(1);
    expect(201, volume("SSD"));
    expect(201, grid.putResult(2, State.ERROR, "no"));
    assertThat(shown(2).member("result").member("state").integer()).isZero();
  }

  @Test
  void trap_06_there_are_no_gateways_and_nodes_are_asked_for_by_farm() throws Exception {
    for (var path : List.of("/gateways", "/gateways?farm_id=1", "/gateways?farm_id=1&page=2")) {
      var reply = expect(200, grid.explorer.get(path));
      assertThat(reply.text()).isEqualTo("[]\n");
      assertThat(reply.header("Pages")).isEqualTo("0");
    }
    assertThat(Json.nodes(grid.explorer.get("/nodes?farm=1").text())).hasSize(1);
    assertThat(Json.nodes(grid.explorer.get("/nodes?farm=9").text())).isEmpty();
    assertThat(Json.nodes(grid.explorer.get("/nodes?farm_id=9").text())).hasSize(1);
  }

  @Test
  void trap_07_lists_say_how_many_pages_there_are_but_not_that_of_pools() throws Exception {
    expect(201, volume("SSD"));
    for (var path : List.of("/users", "/farms", "/nodes", PATH)) {
      assertThat(grid.explorer.get(path).header("Pages")).as(path).isEqualTo("1");
    }
    assertThat(grid.explorer.get("/users?size=1").header("Pages")).isEqualTo("2");
    assertThat(grid.explorer.get(POOLS + "/owner/1").header("Pages")).isEmpty();
  }

  @Test
  void trap_08_a_workload_can_be_asked_for_without_a_pause() throws Exception {
    expect(201, volume("SSD"));
    var first = grid.explorer.get(PATH + "/1").text();
    for (var i = 0; i < 1000; i++) {
      assertThat(expect(200, grid.explorer.get(PATH + "/1")).text()).isEqualTo(first);
    }
  }

  @Test
  void trap_09_the_same_authorization_is_good_again_and_again() throws Exception {
    var headers = HttpSignature.headers(grid.alice, "" + grid.aliceId, grid.explorer.now());
    var body = grid.body(grid.wish(TestGrid.volume()));
    for (var i = 0; i < 20; i++) {
      expect(201, grid.explorer.call("POST", PATH, body, headers));
    }
  }

  @Test
  void trap_10_environments_are_signed_in_the_order_of_code_points() throws Exception {
    expect(400, container("\ud83d\ude00=1\uff5e=2", "ssd", "")); // as Java compares texts
    expect(201, container("\uff5e=2\ud83d\ude00=1", "ssd", ""));
  }

  @Test
  void trap_11_containers_sign_their_disk_in_lower_case_and_volumes_in_upper() throws Exception {
    expect(201, container("\uff5e=2\ud83d\ude00=1", "ssd", ""));
    expect(400, container("\uff5e=2\ud83d\ude00=1", "SSD", ""));
    expect(201, volume("SSD"));
    expect(400, volume("ssd"));
  }

  @Test
  void trap_12_escapes_are_decoded_once() throws Exception {
    var own = "\"workload_type\":2,\"size\":5,\"type\":1,\"metadata\":";
    var written = "\"{\\\"name\\\": \\\"\\\\u00e9\\\", \\\"x\\\": \\\"\\u00fc\\\"}\"";
    var meant = "{\"name\": \"\\u00e9\", \"x\": \"\u00fc\"}";
    expect(201, post(meant + "5SSD", "VOLUME", own + written));
    assertThat(shown(1).member("metadata").text()).isEqualTo(meant);
    expect(201, grid.signDelete(1));
  }

  @Test
  void trap_13_an_order_is_verified_as_it_was_written_and_compared_as_it_is_meant()
      throws Exception {
    var topUp =
        "{\"node_ids\": [\"%s\"],  \"pool_id\": %d, \"sus\": 7, \"cus\": 7.0}"
            .formatted(grid.node.nodeId(), grid.poolId);
    var meant =
        "{\"pool_id\":%d,\"cus\":7,\"sus\":7,\"ipv4us\":0,\"node_ids\":[\"%s\"],\"currencies\":[]}";
    var number =
        Messages.reservationId(
            expect(201, order(topUp, meant.formatted(grid.poolId, grid.node.nodeId()))).text());
    assertThat(number).isNotEqualTo(grid.poolId);
    expect(404, grid.explorer.get(POOLS + "/" + number));
    expect(400, order(topUp, meant.replace("7,\"sus", "8,\"sus").formatted(1, "x")));
  }

  private Reply order(String written, String meant) throws Exception {
    var signature = grid.alice.signHex(Signatures.ofPoolOrder(written));
    var json = Json.writeTree(written);
    return grid.explorer.post(
        POOLS,
        "{\"json\":%s,\"data_reservation\":%s,\"customer_tid\":%d,\"customer_signature\":\"%s\",\"sponsor_signature\":null}"
            .formatted(json, meant, grid.aliceId, signature));
  }

  @Test
  void trap_14_cloud_units_are_rounded_half_away_from_zero() throws Exception {
    expect(201, container()); // 1026 MiB
    expect(201, grid.putResult(1, State.OK, ""));
    var pool = grid.explorer.get(POOLS + "/" + grid.poolId).json();
    assertThat(pool.member("active_cu").json()).isEqualTo("0.251");
  }

  @Test
  void trap_15_stats_are_there_whatever_the_client_sent() throws Exception {
    expect(201, container());
    assertThat(shown(1).member("stats").isList()).isTrue();
    var url = "redis://h:1/c";
    var alias =
        "\"stats_aggregator\":[{\"type\":\"redis\",\"data\":{\"endpoint\":\"%s\"}}],"
            .formatted(url);
    expect(201, container("\uff5e=2\ud83d\ude00=1", "ssd", alias));
    var stats = shown(2).member("stats").items().getFirst();
    assertThat(stats.member("data").member("endpoint").text()).isEqualTo(url);
  }

  @Test
  void trap_16_no_next_action_above_7_goes_out() throws Exception {
    grid.explorer.sendWhatIsNotDescribed();
    var body = grid.body(grid.wish(TestGrid.volume())).replace("_action\":3", "_action\":9");
    expect(201, send(body));
    assertThat(shown(1).member("next_action").integer()).isEqualTo(3);
    assertThat(grid.explorer.get(PATH + "?next_action=9").text()).isEqualTo("[]\n");
    expect(201, grid.signDelete(1));
    assertThat(shown(1).member("next_action").integer()).isEqualTo(4);
    expect(200, grid.delete(1));
    assertThat(shown(1).member("next_action").integer()).isEqualTo(6);
  }

  @Test
  void trap_17_a_new_pool_has_its_capacity_at_once() throws Exception {
    var pool = grid.explorer.pool(grid.alice, grid.aliceId, 0, 500, grid.node.nodeId());
    assertThat(grid.explorer.get(POOLS + "/" + pool).json().member("cus").json()).isEqualTo("500");
  }

  @Test
  void trap_18_a_pool_lasts_more_than_120_seconds_with_a_new_workload() throws Exception {
    for (var units : List.of(240, 241)) { // of which it takes 2 a second: until second 120
      var reply = expect(402, ask(units));
      assertThat(grid.workload(Messages.listedId(reply.text()).orElseThrow()).nextAction())
          .isEqualTo(NextAction.INVALID);
    }
    expect(201, ask(242));
  }

  private Reply ask(long units) throws Exception {
    var pool = grid.explorer.pool(grid.alice, grid.aliceId, 0, units, grid.node.nodeId());
    var wish = grid.wish(TestGrid.container(4, 8192));
    return grid.ask(wish.withPlace(grid.node.nodeId(), pool, grid.aliceId));
  }

  @Test
  void trap_19_an_email_is_one_users_also_the_empty_one() throws Exception {
    var user = "{\"name\":\"%s\",\"email\":\"%s\",\"pubkey\":\"" + grid.bob.publicKeyHex() + "\"}";
    expect(409, grid.explorer.post("/users", user.formatted("carol", "alice@example.org")));
    expect(201, grid.explorer.post("/users", user.formatted("carol", "")));
    expect(409, grid.explorer.post("/users", user.formatted("dave", "")));
  }

  @Test
  void trap_20_numbers_are_of_the_whole_grid_and_the_last_one_never_goes_back() throws Exception {
    expect(201, volume("SSD"));
    expect(201, volume("SSD"));
    expect(201, grid.putResult(1, State.OK, ""));
    expect(201, grid.putResult(2, State.OK, ""));
    var other = "/reservations/nodes/" + grid.otherNode.nodeId() + "/workloads?from=";
    for (var from : List.of("0", "1", "3", "99")) {
      var empty = expect(200, grid.explorer.get(other + from));
      assertThat(empty.text()).isEqualTo("[]\n");
      assertThat(empty.header("x-last-id")).isEqualTo("2");
    }
    expect(201, grid.signDelete(1)); // an older one comes again, and takes the number not back
    assertThat(TestGrid.ids(grid.poll(3))).containsExactly(1L);
    assertThat(grid.poll(3).header("x-last-id")).isEqualTo("2");
  }

  @Test
  void trap_22_what_a_node_cannot_read_does_not_keep_the_rest_from_it() throws Exception {
    var good = "{\"id\":2,\"workload_id\":1,\"workload_type\":2,\"size\":1}";
    var unknown = "{\"id\":3,\"workload_id\":1,\"workload_type\":4,\"size\":1}";
    var broken = "{\"id\":4,\"workload_id\":1,\"workload_type\":1,\"capacity\":7}";
    var read = Json.reservations("[%s,%s,%s]".formatted(broken, unknown, good));
    assertThat(read).extracting(Reservation::gwid).containsExactly("4-1", "3-1", "2-1");
    assertThat(read.subList(0, 2)).allMatch(one -> one.workload() instanceof Unsupported);
    expect(400, post("", "KUBERNETES", "\"workload_type\":4"));
  }

  @Test
  void trap_24_the_keys_of_networks_are_sealed_whatever_the_version() throws Exception {
    var sealed = Secrets.seal(grid.node.publicKeyHex(), "key".getBytes(StandardCharsets.UTF_8));
    var signed = "n10.1.0.0/16" + sealed + "100010.1.1.0/24";
    expect(
        201,
        post(
            signed,
            "NETWORK_RESOURCE",
            """
            "workload_type":10,"name":"n","network_iprange":"10.1.0.0/16","iprange":"10.1.1.0/24",\
            "wireguard_private_key_encrypted":"%s","wireguard_public_key":"","peers":[],\
            "wireguard_listen_port":1000\
            """
                .formatted(sealed)));
    assertThat(shown(1).member("version").integer()).isEqualTo(2);
    var kept = shown(1).member("wireguard_private_key_encrypted").text();
    assertThat(Secrets.unseal(grid.node, kept)).asString(StandardCharsets.UTF_8).isEqualTo("key");
  }

  @Test
  void trap_26_the_public_storage_of_the_sdk_is_dropped() throws Exception {
    var more = "\"storage_url\":\"zdb://hub.grid.tf:9900\",";
    expect(201, container("\uff5e=2\ud83d\ude00=1", "ssd", more));
    assertThat(shown(1).members()).doesNotContainKey("storage_url");
  }

  @Test
  void trap_32_a_node_answers_for_its_own_workloads_alone() throws Exception {
    expect(201, volume("SSD"));
    var lie = "{\"state\":1,\"node_id\":\"" + grid.otherNode.nodeId() + "\"}";
    var path = grid.path(1).replace(grid.node.nodeId(), grid.otherNode.nodeId());
    expect(403, grid.explorer.asNode(grid.otherNode, "PUT", path, lie));
    expect(403, grid.explorer.asNode(grid.otherNode, "PUT", grid.path(1), lie));
    expect(401, grid.explorer.call("PUT", grid.path(1), lie, Map.of()));
    expect(201, grid.explorer.asNode(grid.node, "PUT", grid.path(1), lie));
    var result = shown(1).member("result");
    assertThat(result.member("node_id").text()).isEqualTo(grid.node.nodeId());
  }
}
