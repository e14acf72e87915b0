package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.explorer.door.Admitting;
import io.coredeck.explorer.door.Door;
import io.coredeck.explorer.door.Rule;
import io.coredeck.identity.Challenges;
import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.KeyPair;
import io.coredeck.identity.Signatures;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.account.AccountClient.Person;
import io.coredeck.wire.Messages;
import io.coredeck.wire.account.AccountMessages;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The calls whose body is signed, and those that are open to everybody on an open grid only, made
/// by everybody with all in order but the right to make it.
class BodySignedDoorsTest {

  /// Who may: a new call whose body is signed has to be said here, and made in {@link #call}.
  private static final Map<String, Set<String>> MAY =
      Map.of(
          "PUT /users/{id}",
          Set.of("owner", "user", "operator", "admin", "not admitted", "writing token"),
          "POST /reservations/pools",
          Set.of("owner", "user", "operator", "admin", "writing token"),
          "POST /reservations/workloads/{id:digits}/sign/delete",
          Set.of("owner", "writing token"),
          "POST /reservations/workloads/{id:digits}/sign/provision",
          Set.of(),
          "POST /farms",
          Set.of("owner", "user", "operator", "admin", "writing token"));

  /// Somebody with a key.
  ///
  /// @param more headers beside those of a signature
  private record Kind(KeyPair keys, long tid, boolean signs, Map<String, String> more) {}

  @TempDir private Path folder;
  private TestPeople people;
  private TestGrid grid;
  private final Map<String, Kind> kinds = new LinkedHashMap<>();
  private long workload;

  @BeforeEach
  void start() throws Exception {
    people = new TestPeople(new TestGrid(folder));
    grid = people.grid;
    for (var role : Role.values()) {
      kinds.put(role.word(), signing(people.make("the-" + role.word(), role)));
    }
    kinds.put("disabled", signing(people.make("the-disabled", Role.USER)));
    people.alice.setDisabled(people.account("the-disabled"), true);
    people.alice.create("the-fresh", Role.USER, TestPeople.GIVEN);
    kinds.put("fresh", signing(people.signIn("the-fresh", TestPeople.GIVEN)));
    kinds.put("not admitted", new Kind(grid.bob, grid.bobId, true, Map.of()));
    people.alice.admit(grid.bobId, false);
    kinds.put("owner", new Kind(grid.alice, grid.aliceId, true, Map.of()));
    kinds.put("reading token", bearing(people.token("reads", Scope.READ, 7)));
    kinds.put("writing token", bearing(people.token("writes", Scope.WRITE, 7)));
  }

  private static Kind signing(Person person) {
    var session = Map.of(AccountMessages.SESSION, person.session());
    return new Kind(person.keys(), person.account().tid(), true, session);
  }

  private Kind bearing(String token) {
    var header = Map.of("Authorization", "Bearer " + token);
    return new Kind(grid.alice, grid.aliceId, false, header);
  }

  @AfterEach
  void stop() {
    people.close();
  }

  @Test
  void who_signs_the_body_still_needs_the_right_to_make_the_call() throws Exception {
    var doors =
        grid.explorer.doors().stream().filter(door -> door.rule() == Rule.SIGNS_BODY).toList();
    walk(grid.explorer, doors);
  }

  @Test
  void on_a_closed_grid_who_was_not_admitted_names_no_farm() throws Exception {
    try (var closed = new TestExplorer(folder, Admitting.NOBODY)) {
      var doors =
          closed.doors().stream().filter(door -> door.rule() == Rule.ANYBODY_WHERE_OPEN).toList();
      walk(closed, doors);
    }
  }

  private void walk(TestExplorer explorer, List<Door> doors) throws Exception {
    var names = doors.stream().map(FuzzedCalls::name).collect(Collectors.toSet());
    assertThat(names).isNotEmpty();
    assertThat(MAY.keySet()).as("say who may make the new call").containsAll(names);
    for (var name : names) {
      var may = new TreeSet<String>();
      var replies = new LinkedHashMap<String, Reply>();
      for (var kind : kinds.keySet()) {
        workload = grid.deploy(TestGrid.volume());
        var reply = call(explorer, name, kind);
        assertThat(reply.status()).as("%s as %s: %s", name, kind, reply).isLessThan(500);
        replies.put(kind, reply);
        if (reply.status() < 300) {
          may.add(kind);
        }
      }
      assertThat(may)
          .as("%s: %s", name, replies)
          .isEqualTo(new TreeSet<>(MAY.getOrDefault(name, Set.of())));
    }
  }

  private Reply call(TestExplorer explorer, String name, String called) throws Exception {
    var kind = Objects.requireNonNull(kinds.get(called));
    return switch (name) {
      case "PUT /users/{id}" -> {
        var said = "{\"description\":\"of %s\"".formatted(called);
        var user = Messages.userUpdate(said + "}").user();
        var signature = sign(kind, Signatures.ofUserUpdate(kind.tid(), user));
        var body = said + ",\"sender_signature_hex\":\"" + signature + "\"}";
        yield explorer.call("PUT", "/users/" + kind.tid(), body, kind.more());
      }
      case "POST /reservations/pools" -> {
        var body = TestExplorer.poolBody(kind.keys(), kind.tid(), 0, 5, grid.node.nodeId());
        var sent = kind.signs() ? body : body.replaceFirst("(customer_signature\":\")[^\"]*", "$1");
        yield explorer.call("POST", "/reservations/pools", sent, kind.more());
      }
      case "POST /reservations/workloads/{id:digits}/sign/delete" -> {
        var challenge = Challenges.delete(grid.workload(workload), kind.tid());
        yield consent(explorer, kind, "delete", challenge);
      }
      case "POST /reservations/workloads/{id:digits}/sign/provision" -> {
        var challenge = Challenges.provision(grid.workload(workload), kind.tid());
        yield consent(explorer, kind, "provision", challenge);
      }
      case "POST /farms" -> {
        var headers = new LinkedHashMap<>(kind.more());
        if (kind.signs()) {
          headers.putAll(HttpSignature.headers(kind.keys(), "" + kind.tid(), explorer.now()));
        }
        var body =
            "{\"name\":\"farm-of-%s\",\"threebot_id\":%d,\"wallet_addresses\":[{\"asset\":\"TFT\",\"address\":\"G\"}]}"
                .formatted(called.replace(' ', '-'), kind.tid());
        yield explorer.call("POST", "/farms", body, headers);
      }
      default -> throw new AssertionError("make " + name + " here");
    };
  }

  private static String sign(Kind kind, byte[] text) {
    return kind.signs() ? kind.keys().signHex(text) : "";
  }

  private Reply consent(TestExplorer explorer, Kind kind, String what, String challenge)
      throws Exception {
    var signature = kind.signs() ? Challenges.sign(kind.keys(), challenge) : "";
    var path = "/reservations/workloads/%d/sign/%s".formatted(workload, what);
    var body = Messages.write(new Signature(kind.tid(), signature, 0));
    return explorer.call("POST", path, body, kind.more());
  }
}
