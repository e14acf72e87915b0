package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.store.Reading.Admission;
import io.coredeck.explorer.store.Store;
import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.User;
import io.coredeck.testkit.Vectors;
import io.coredeck.wire.Json;
import io.coredeck.wire.JsonValue;
import io.coredeck.wire.Messages;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls that the original's SDK made and signed, sent to a running explorer.
///
/// The users and pools they speak of are laid into the explorer's store, under whatever number they
/// have.
class VectorsTest {
  private static final String BASE = "/api/v1";
  private static final String WORKLOADS = "/reservations/workloads";
  private static final double PLENTY = 1e9;
  private static final Pattern SIGNED_AT = Pattern.compile("created=\"([0-9]+)\"");

  @TempDir private Path folder;
  private TestExplorer explorer;
  private Store store;

  @BeforeEach
  void start() throws Exception {
    explorer = new TestExplorer(folder);
    store = Store.open(TestExplorer.database(folder));
  }

  @AfterEach
  void stop() {
    store.close();
    explorer.close();
  }

  @Test
  void signed_calls_of_the_sdk_are_let_in() throws Exception {
    for (var one : Vectors.read("http_signature.json", "cases").toList()) {
      var reply = sent(one);
      assertThat(reply.status()).as(reply.text()).isEqualTo(400);
      assertThat(reply.text()).contains("is not JSON");
    }
  }

  @Test
  void changed_calls_of_the_sdk_are_not_let_in() throws Exception {
    for (var one : Vectors.read("http_signature.json", "must_fail").toList()) {
      var reply = sent(one);
      assertThat(reply.status()).as(one.member("why").text()).isEqualTo(401);
      assertThat(reply.header("WWW-Authenticate")).isEqualTo(HttpSignature.ASKED);
    }
  }

  /// The explorer's time is when the call says it was signed, so that only its other faults count.
  private TestExplorer.Reply sent(JsonValue call) throws Exception {
    var headers = call.member("headers").textMembers();
    var created = SIGNED_AT.matcher(headers.getOrDefault("authorization", ""));
    if (created.find()) {
      explorer.setTime(Instant.ofEpochSecond(Long.parseLong(created.group(1))));
    }
    know(call.member("signer"));
    return explorer.call("POST", WORKLOADS, "{", headers);
  }

  @Test
  void users_are_changed_by_the_sdks_signed_update() throws Exception {
    for (var one : Vectors.read("user_update.json", "cases").toList()) {
      var body = one.member("body");
      var asked = Messages.userUpdate(body.json());
      var known = asked.user();
      know(known.id(), known.name(), known.pubkey());
      var path = path(one.member("url"));
      var forged =
          new Messages.UserUpdate(
              known, KeyPair.generate().signHex(one.member("signed_text").text().getBytes(UTF_8)));
      var refused = explorer.call("PUT", path, Messages.write(forged), Map.of());
      assertThat(refused.error()).contains("payload verification failed");
      expect(200, explorer.call("PUT", path, body.json(), Map.of()));
      var keys = keys(one.member("signer"));
      var shown = Json.user(explorer.signed(keys, known.id(), "GET", path, "").text());
      assertThat(shown.host()).isEqualTo(orElse(known.host(), "before"));
      assertThat(shown.description()).isEqualTo(orElse(known.description(), "before"));
      assertThat(shown.email()).isEqualTo(orElse(known.email(), emailOf(known.id())));
    }
  }

  private static String orElse(String asked, String before) {
    return asked.isEmpty() ? before : asked;
  }

  @Test
  void pools_are_ordered_by_the_sdks_signed_bytes() throws Exception {
    for (var one : Vectors.read("pool_signatures.json", "cases").toList()) {
      know(one.member("signer"));
      var text = one.member("post_body_text").text();
      var ordered = Json.poolOrder(text);
      if (ordered.poolId() != 0) {
        fill(ordered.poolId(), ordered.customerTid(), 0, ordered.nodeIds());
      }
      var path = path(one.member("post_url"));
      var respelled =
          ordered.withCustomerSignature(ordered.json() + " ", ordered.customerSignature());
      assertThat(explorer.post(path, Json.write(respelled)).error())
          .contains("failed to verify customer signature");
      var number = Messages.reservationId(expect(201, explorer.post(path, text)).text());
      var id = ordered.poolId() == 0 ? number : ordered.poolId();
      var pool = Json.pool(explorer.get("/reservations/pools/" + id).text());
      assertThat(pool.cus()).isEqualTo((double) ordered.cus());
      assertThat(pool.sus()).isEqualTo((double) ordered.sus());
      assertThat(pool.nodeIds()).isEqualTo(ordered.nodeIds());
    }
  }

  @Test
  void workloads_of_the_sdk_are_taken_shown_as_in_the_original_and_deleted() throws Exception {
    for (var one : Vectors.read("workload_signatures.json", "cases").toList()) {
      walk(one);
    }
  }

  private void walk(JsonValue vector) throws Exception {
    explorer.setTime(Instant.ofEpochSecond(vector.member("stored").member("epoch").integer(), 1));
    var signer = vector.member("signer");
    var tid = signer.member("tid").integer();
    know(signer);
    know(vector.member("delete").member("other_user"));
    var body = vector.member("post_body");
    var nodes = List.of(body.member("node_id").text());
    fill(body.member("pool_id").integer(), tid, PLENTY, nodes);
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
    deleted(vector, id);
  }

  /// Where the original writes `null` for a list, ours is empty: its own clients fall over `null`.
  private static void assertSame(String name, JsonValue shown, JsonValue original) {
    if (original.isPresent()) {
      assertThat(shown).as(name).isEqualTo(original);
    } else {
      assertThat(shown.items()).as(name).isEmpty();
    }
  }

  private void deleted(JsonValue vector, long id) throws Exception {
    var name = vector.member("name").text();
    var delete = vector.member("delete");
    var path = WORKLOADS + "/" + id + "/sign/delete";
    var own = Messages.signature(delete.member("body").json());
    var other =
        new Signature(
            delete.member("other_user").member("tid").integer(),
            delete.member("signature_of_other_user").text(),
            0);
    var wanted = vector.member("stored").member("signing_request_delete");
    var asked = new HashSet<>(wanted.member("signers").integers());
    asked.retainAll(List.of(own.tid(), other.tid()));
    var quorum = wanted.member("quorum_min").integer();

    var forged = new Signature(own.tid(), other.signature(), 0);
    expect(401, explorer.post(path, Messages.write(forged)));
    for (var given : List.of(own, other)) {
      var status = asked.contains(given.tid()) ? 201 : 401;
      assertThat(explorer.post(path, Messages.write(given)).status()).as(name).isEqualTo(status);
    }
    var end = quorum > 0 && asked.size() >= quorum ? NextAction.DELETE : NextAction.DEPLOY;
    assertThat(Json.reservation(explorer.get(WORKLOADS + "/" + id).text()).nextAction())
        .as(name)
        .isEqualTo(end);
  }

  private void fill(long poolId, long tid, double units, List<String> nodes) throws Exception {
    var now = explorer.now().getEpochSecond();
    var pool =
        new Pool(poolId, units, units, 0, nodes, now, 0, 0, 0, Long.MAX_VALUE, tid, 0, List.of());
    store.write(records -> {
      records.put(pool);
      return pool;
    });
  }

  private void know(JsonValue signer) throws Exception {
    var tid = signer.member("tid").integer();
    know(tid, "user" + tid, signer.member("ed25519_public_hex").text());
  }

  private void know(long tid, String name, String pubkey) throws Exception {
    var user = new User(tid, name, emailOf(tid), pubkey, "before", "before", List.of(), false);
    store.write(records -> {
      records.put(user);
      records.admissions().putUser(tid, Admission.ADMITTED);
      return user;
    });
  }

  private static String emailOf(long tid) {
    return "user" + tid + "@example.com";
  }

  private static KeyPair keys(JsonValue signer) {
    return KeyPair.fromSeedHex(signer.member("seed_hex").text());
  }

  private static String path(JsonValue url) {
    return URI.create(url.text()).getPath().substring(BASE.length());
  }
}
