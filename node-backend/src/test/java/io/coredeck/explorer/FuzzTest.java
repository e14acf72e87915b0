package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.explorer.door.Door;
import io.coredeck.explorer.door.Rule;
import io.coredeck.identity.Challenges;
import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.Signatures;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result.State;
import io.coredeck.model.registry.Role;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.NodeClient;
import io.coredeck.sdk.ReservationFeed;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Calls that are wrong in every way: each is refused, and afterwards everybody can still read
/// everything and pools still end.
///
/// `-Dcoredeck.fuzz.seconds=600` lets it run longer, `-Dcoredeck.fuzz.seed=N` sends other calls.
@Timeout(value = 3600, unit = TimeUnit.SECONDS)
class FuzzTest {
  private static final Duration TIME =
      Duration.ofSeconds(Long.getLong("coredeck.fuzz.seconds", 10));

  private static final long SEED = Long.getLong("coredeck.fuzz.seed", 20_261_130);

  /// The original answers these with 500, and its clients may look at that.
  private static final Pattern ORIGINALS =
      Pattern.compile(
          "invalid public key .*|a farm with the name .* exists already.*|failed to load pool: .*"
              + "|nodes can not be removed from a pool",
          Pattern.DOTALL);

  /// Slow on purpose, answered by a node only, or without an end.
  private static final Set<String> LEFT_OUT =
      Set.of(
          "/accounts/sign-in",
          "/nodes/{node_id}/probes",
          "/accounts",
          "/accounts/{name}",
          "/reservations/workloads/events");

  @TempDir private Path folder;
  private final Mutations mutations = new Mutations(SEED);
  private TestPeople people;
  private TestGrid grid;
  private Map<String, List<String>> bodies;

  @BeforeEach
  void start() throws Exception {
    grid = new TestGrid(folder);
    people = new TestPeople(grid);
    people.make("somebody", Role.USER);
    bodies = RightBodies.of(grid);
    grid.explorer.sendWhatIsNotDescribed();
  }

  @AfterEach
  void stop() {
    people.close();
  }

  @Test
  void whatever_is_sent_is_refused_or_taken_and_everything_can_be_read_afterwards()
      throws Exception {
    var doors =
        grid.explorer.doors().stream().filter(door -> !LEFT_OUT.contains(door.path())).toList();
    var end = System.nanoTime() + TIME.toNanos();
    var statuses = new HashMap<Integer, Integer>();
    do {
      var door = mutations.of(doors);
      var path = path(door);
      var body = body(door);
      var reply = answer(door, path, body);
      statuses.merge(reply.status(), 1, Integer::sum);
      require(reply, "%s %s %s".formatted(door.method(), path, body));
    } while (System.nanoTime() < end);
    assertThat(statuses.keySet()).contains(200, 201, 400, 401, 404);
    var victim = victim();
    everybodyReadsEverything(victim);
    bobsPoolEnds(victim);
  }

  private Reply answer(Door door, String path, String body) throws Exception {
    var headers = headers(door);
    try {
      return grid.explorer.call(door.method(), path, body, headers);
    } catch (IOException e) {
      throw new AssertionError(
          "no answer to %s %s %s %s".formatted(door.method(), path, headers, body), e);
    }
  }

  private static void require(Reply reply, String sent) {
    var isJson = reply.header("Content-Type").equals("application/json");
    var isFine =
        reply.status() < 500
            || (isJson && reply.status() == 500 && ORIGINALS.matcher(reply.error()).matches());
    var said = sent.length() < 3000 ? sent : sent.substring(0, 3000);
    assertThat(isFine).as("seed %d: %s: %s", SEED, said, reply).isTrue();
    if (reply.status() >= 400 && isJson) {
      assertThat(reply.error()).as(said).isNotEmpty();
    }
  }

  private String path(Door door) {
    var ids = List.of("1", "2", "3", "4", "5");
    var path =
        door.path()
            .replace("{node_id}", mutations.in(12) ? mutations.word() : grid.node.nodeId())
            .replace("{workload_id:digits}", "1")
            .replace("{name}", "somebody")
            .replaceAll(
                "\\{[^}]*}",
                java.util.regex.Matcher.quoteReplacement(
                    mutations.in(12) ? mutations.word() : mutations.of(ids)));
    if (!door.method().equals("GET")) {
      return path;
    }
    var query =
        List.of(
                "page",
                "size",
                "from",
                "after",
                "customer_tid",
                "next_action",
                "until",
                "name",
                "farm",
                "owner",
                "cru",
                "proofs",
                "ended_after",
                "workload_type",
                "action")
            .stream()
            .filter(_ -> mutations.in(4))
            .map(name -> name + "=" + (mutations.in(3) ? mutations.word() : "1"))
            .collect(Collectors.joining("&"));
    var found = path.endsWith("/search") ? new Searches(mutations).query() : "";
    var all = found.isEmpty() || mutations.in(4) ? query : found;
    return all.isEmpty() ? path : path + "?" + all;
  }

  private String body(Door door) {
    var right = bodies.getOrDefault(door.method() + " " + door.path(), List.of("{\"a\":1}"));
    if (door.method().equals("GET") || door.method().equals("DELETE")) {
      return "";
    }
    var body = mutations.of(right);
    if (mutations.in(10)) {
      return body;
    }
    var wrong = mutations.json(body);
    return mutations.in(3) ? wrong : signedAgain(door, wrong);
  }

  /// So that what is wrong is not hidden behind a signature that is wrong.
  private String signedAgain(Door door, String body) {
    try {
      return switch (door.path()) {
        case "/reservations/workloads" -> {
          var challenge = Challenges.create(Json.wish(body));
          yield resigned(body, "customer_signature", Challenges.sign(grid.alice, challenge));
        }
        case "/reservations/pools" -> {
          var signed = Signatures.ofPoolOrder(Json.poolOrder(body).json());
          yield resigned(body, "customer_signature", grid.alice.signHex(signed));
        }
        case "/users/{id}" -> {
          var signed = Signatures.ofUserUpdate(1, Messages.userUpdate(body).user());
          yield resigned(body, "sender_signature_hex", grid.alice.signHex(signed));
        }
        default -> body;
      };
    } catch (IllegalArgumentException _) {
      return body; // nothing that could be signed
    }
  }

  private static String resigned(String body, String member, String signature) {
    return body.replaceFirst(
        "\"%s\":\"[0-9a-f]*\"".formatted(member), "\"%s\":\"%s\"".formatted(member, signature));
  }

  private Map<String, String> headers(Door door) {
    var now = grid.explorer.now();
    var right =
        door.rule() == Rule.NODE
            ? HttpSignature.headers(grid.node, grid.node.nodeId(), now)
            : HttpSignature.headers(grid.alice, "" + grid.aliceId, now);
    if (!mutations.in(6)) {
      return right;
    }
    var wrong = new HashMap<>(right);
    switch (mutations.of(List.of(0, 1, 2, 3))) {
      case 0 -> wrong.remove(mutations.of(List.copyOf(right.keySet())));
      case 1 -> wrong.put("Authorization", "Bearer cdk_" + mutations.bytes("abcdefghijklmnop"));
      case 2 -> wrong.put("Date", mutations.bytes(right.getOrDefault("Date", "")).strip());
      default ->
          wrong.put(
              "Authorization", mutations.bytes(right.getOrDefault("Authorization", "")).strip());
    }
    return wrong;
  }

  /// @param newest what the node has not answered yet
  private void everybodyReadsEverything(long newest) throws Exception {
    try (var feed = ReservationFeed.open(grid.explorer.uri());
        var client = GridClient.anonymous(grid.explorer.uri());
        var node = NodeClient.connect(grid.explorer.uri(), grid.node)) {
      var workloads = client.workloads();
      assertThat(workloads).isNotEmpty();
      var told = new HashSet<Long>();
      for (var part = feed.next(Duration.ZERO); !part.isEmpty(); part = feed.next(Duration.ZERO)) {
        part.stream().map(Reservation::id).forEach(told::add);
      }
      assertThat(told)
          .containsAll(
              workloads.stream()
                  .filter(one -> one.nextAction() != NextAction.DELETED)
                  .map(Reservation::id)
                  .toList());
      assertThat(node.poll(newest, Duration.ZERO).workloads())
          .extracting(Reservation::id)
          .containsExactly(newest);
      for (var one : workloads) {
        assertThat(node.workload(one.gwid())).isEqualTo(one);
      }
    }
    Json.users(expect(200, grid.explorer.get("/users?size=1000")).text());
    Json.farms(expect(200, grid.explorer.get("/farms?size=1000")).text());
    Json.nodes(expect(200, grid.explorer.get("/nodes?size=1000&proofs=true&deleted=true")).text());
    Json.pools(expect(200, grid.explorer.get("/reservations/pools/owner/1")).text());
  }

  /// @return a workload of bob's, whose pool will end
  private long victim() throws Exception {
    var pool = grid.explorer.pool(grid.bob, grid.bobId, 0, 100_000, grid.node.nodeId());
    var wish =
        grid.wish(TestGrid.container(4, 8192)).withPlace(grid.node.nodeId(), pool, grid.bobId);
    var signed = wish.withCustomerSignature(Challenges.sign(grid.bob, Challenges.create(wish)));
    var path = "/reservations/workloads";
    var body = Json.write(signed);
    return Messages.reservationId(
        expect(201, grid.explorer.signed(grid.bob, grid.bobId, "POST", path, body)).text());
  }

  private void bobsPoolEnds(long victim) throws Exception {
    expect(201, grid.putResult(victim, State.OK, ""));
    assertThat(grid.workload(victim).nextAction()).isEqualTo(NextAction.DEPLOY);
    grid.explorer.pass(Duration.ofDays(2));
    while (grid.workload(victim).nextAction() != NextAction.DELETE) {
      Thread.onSpinWait();
    }
  }
}
