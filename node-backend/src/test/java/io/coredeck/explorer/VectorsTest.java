package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.identity.KeyPair;
import io.coredeck.model.NextAction;
import io.coredeck.testkit.Vectors;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.Messages;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls that the original's SDK made and signed, sent to a running explorer.
class VectorsTest {
  private static final String BASE = "/api/v1";
  private static final String WORKLOADS = "/reservations/workloads";

  @TempDir private Path folder;
  private TestExplorer explorer;

  @BeforeEach
  void start() throws Exception {
    explorer = new TestExplorer(folder, TestExplorer.ANY_TIME);
  }

  @AfterEach
  void stop() {
    explorer.close();
  }

  @Test
  void signed_calls_of_the_sdk_are_let_in_and_changed_ones_are_not() throws Exception {
    var good = Vectors.read("http_signature.json", "cases").toList();
    var bad = Vectors.read("http_signature.json", "must_fail").toList();
    var signers = new ArrayList<>(good);
    signers.addAll(bad);
    registerSigners(signers.stream().map(one -> one.member("signer")).toList());
    for (var one : good) {
      var reply = explorer.call("POST", WORKLOADS, "{", one.member("headers").textMembers());
      assertThat(reply.text()).contains("is not JSON");
    }
    for (var one : bad) {
      var reply = explorer.call("POST", WORKLOADS, "{", one.member("headers").textMembers());
      assertThat(reply.status()).as(one.member("why").text()).isEqualTo(401);
    }
  }

  @Test
  void users_are_changed_by_the_sdks_signed_update() throws Exception {
    var cases = Vectors.read("user_update.json", "cases").toList();
    for (var one : cases) {
      var body = one.member("body");
      register(body.member("id").integer(), body.member("pubkey").text(), body.member("name"));
      expect(200, explorer.call("PUT", path(one.member("url")), body.json(), Map.of()));
      var shown = explorer.get(path(one.member("url"))).json();
      var host = body.member("host").text();
      assertThat(shown.member("host").text()).contains(host);
      var forged = body.json().replace("\"host\": \"", "\"host\": \"x");
      assertThat(explorer.call("PUT", path(one.member("url")), forged, Map.of()).status())
          .isEqualTo(400);
    }
  }

  @Test
  void pools_are_ordered_by_the_sdks_signed_bytes() throws Exception {
    var cases = Vectors.read("pool_signatures.json", "cases").toList();
    registerSigners(cases.stream().map(one -> one.member("signer")).toList());
    for (var one : cases) {
      var text = one.member("post_body_text").text();
      var reply = expect(201, explorer.post(path(one.member("post_url")), text));
      var ordered = Json.poolOrder(text);
      var pool =
          Json.pool(
              explorer.get("/reservations/pools/" + Messages.reservationId(reply.text())).text());
      assertThat(pool.cus()).isEqualTo((double) ordered.cus());
      assertThat(pool.nodeIds()).isEqualTo(ordered.nodeIds());
      var changed = text.replace("{\\\"pool_id\\\": ", "{\\\"pool_id\\\":");
      assertThat(explorer.post(path(one.member("post_url")), changed).error())
          .contains("failed to verify customer signature");
    }
  }

  @Test
  void workloads_of_the_sdk_are_taken_shown_as_in_the_original_and_deleted() throws Exception {
    var cases = Vectors.read("workload_signatures.json", "cases").toList();
    var signers = new ArrayList<JsonValue>();
    for (var one : cases) {
      signers.add(one.member("signer"));
      signers.add(one.member("delete").member("other_user"));
    }
    registerSigners(signers);
    orderPools(cases);
    for (var one : cases) {
      walk(one);
    }
  }

  private void walk(JsonValue vector) throws Exception {
    explorer.setTime(Instant.ofEpochSecond(vector.member("stored").member("epoch").integer(), 1));
    var signer = vector.member("signer");
    var tid = signer.member("tid").integer();
    var sent = vector.member("post_body_text").text();
    var reply = explorer.signed(keys(signer), tid, "POST", WORKLOADS, sent);
    var id = Messages.reservationId(expect(201, reply).text());

    var shown = explorer.get(WORKLOADS + "/" + id).json();
    var original = vector.member("explorer").member("encoded_stored");
    var name = vector.member("name").text();
    for (var member : original.members().keySet()) {
      if (!member.equals("id")) {
        assertSame(name + " " + member, shown.member(member), original.member(member));
      }
    }

    var delete = vector.member("delete");
    var path = WORKLOADS + "/" + id + "/sign/delete";
    var forged = delete.member("body").json().replace("\"signature\": \"", "\"signature\": \"0");
    assertThat(explorer.post(path, forged).status()).as(name).isEqualTo(401);
    expect(201, explorer.post(path, delete.member("body").json()));
    var wanted = vector.member("stored").member("signing_request_delete");
    if (wanted.member("quorum_min").integer() > 1) {
      expect(201, explorer.post(path, otherBody(delete)));
    } else {
      expect(401, explorer.post(path, otherBody(delete)));
    }
    assertThat(Json.reservation(explorer.get(WORKLOADS + "/" + id).text()).nextAction())
        .as(name)
        .isEqualTo(NextAction.DELETE);
  }

  /// Where the original writes `null` for a list, ours is empty: its own clients fall over `null`.
  private static void assertSame(String name, JsonValue shown, JsonValue original) {
    if (original.isPresent()) {
      assertThat(shown).as(name).isEqualTo(original);
    } else {
      assertThat(shown.items()).as(name).isEmpty();
    }
  }

  private static String otherBody(JsonValue delete) {
    return "{\"signature\":\"%s\",\"tid\":%d}"
        .formatted(
            delete.member("signature_of_other_user").text(),
            delete.member("other_user").member("tid").integer());
  }

  /// Pools get their numbers one after the other, so all up to the largest are made.
  private void orderPools(List<JsonValue> cases) throws Exception {
    var nodes = new LinkedHashMap<Long, Set<String>>();
    for (var one : cases) {
      var body = one.member("post_body");
      nodes
          .computeIfAbsent(body.member("pool_id").integer(), _ -> new LinkedHashSet<>())
          .add(body.member("node_id").text());
    }
    var signer = cases.getFirst().member("signer");
    var last = nodes.keySet().stream().mapToLong(id -> id).max().orElse(0);
    for (var id = 1L; id <= last; id++) {
      var onNodes = nodes.getOrDefault(id, Set.of("none")).toArray(String[]::new);
      explorer.pool(keys(signer), signer.member("tid").integer(), 0, 1_000_000_000, onNodes);
    }
  }

  private void registerSigners(List<JsonValue> signers) throws Exception {
    for (var signer : signers) {
      register(
          signer.member("tid").integer(),
          signer.member("ed25519_public_hex").text(),
          signer.member("name"));
    }
  }

  /// Users get their numbers one after the other, so all up to the wanted one are made; the second
  /// and later time nothing is to be done.
  private void register(long tid, String pubkey, JsonValue name) throws Exception {
    while (explorer.get("/users/" + tid).status() == 404) {
      var next = 1 + Json.users(explorer.get("/users?size=1000").text()).size();
      var isWanted = next == tid;
      var body =
          "{\"name\":\"%s\",\"email\":\"user%d@example.com\",\"pubkey\":\"%s\"}"
              .formatted(
                  isWanted && name.isPresent() ? name.text() : "user" + next,
                  next,
                  isWanted ? pubkey : TestExplorer.keys(next).publicKeyHex());
      expect(201, explorer.post("/users", body));
    }
    assertThat(explorer.get("/users/" + tid).json().member("pubkey").text()).isEqualTo(pubkey);
  }

  private static KeyPair keys(JsonValue signer) {
    return KeyPair.fromSeedHex(signer.member("seed_hex").text());
  }

  private static String path(JsonValue url) {
    return URI.create(url.text()).getPath().substring(BASE.length());
  }
}
