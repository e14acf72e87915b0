package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.FuzzedCalls.Call;
import io.coredeck.explorer.account.provider.ProviderConfig;
import io.coredeck.explorer.door.Admitting;
import io.coredeck.identity.Challenges;
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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
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
  private static final Duration TIME = Duration.ofSeconds(Long.getLong("coredeck.fuzz.seconds", 5));

  private static final long SEED = Long.getLong("coredeck.fuzz.seed", 20_261_130);

  /// What is answered with 500 or more on purpose. The first are the original's, and its clients
  /// may look at that; the others are of endpoints that a node tries (docs/formats/explorer.md).
  private static final Map<Integer, Pattern> ON_PURPOSE =
      Map.of(
          500,
          Pattern.compile(
              "invalid public key .*|a farm with the name .* exists already.*|failed to load pool: .*"
                  + "|nodes can not be removed from a pool",
              Pattern.DOTALL),
          501,
          Pattern.compile(".*method.*|this explorer does not know the platform's Redis.*"),
          503,
          Pattern.compile("this node (tries no endpoints now|is busy with other tries)"),
          504,
          Pattern.compile("the node did not answer in time"));

  /// Ends never, unless it is refused.
  private static final String EVENTS = "/reservations/workloads/events";

  /// What waits for the first comes from the original's records: ConsentsTest has it. The second is
  /// waited for while a node tries an endpoint: {@link AnsweringProbes} makes that call.
  private static final Set<String> NOT_WAITED_FOR =
      Set.of(
          "POST /reservations/workloads/{id:digits}/sign/provision",
          "PUT /nodes/{node_id}/probes/{id}");

  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int CONFLICT = 409;
  private static final int WORKLOADS = 5;

  @TempDir private Path folder;
  private final Mutations mutations = new Mutations(SEED);
  private final HttpClient client = HttpClient.newHttpClient();
  private TestProvider provider;
  private TestPeople people;
  private TestGrid grid;
  private Map<String, List<String>> bodies;
  private FuzzedCalls calls;
  private AnsweringProbes probes;

  /// An answer.
  private record Said(int status, String type, String text) {

    String error() {
      return Json.tree(text).member("error").text();
    }
  }

  @BeforeEach
  void start() throws Exception {
    provider = new TestProvider();
    var settings = ProviderConfig.read(provider.settings(folder));
    grid = new TestGrid(new TestExplorer(folder, Admitting.EVERYBODY, settings), 1_000_000);
    people = new TestPeople(grid);
    people.alice.create("somebody", Role.USER, TestPeople.GIVEN);
    bodies = RightBodies.of(people, provider);
    make("/webhooks", "{\"url\":\"https://127.0.0.1:1/\"}");
    make("/templates", "{\"name\":\"first\",\"draft\":{\"size\":1}}");
    for (var i = 1; i < WORKLOADS; i++) {
      grid.putResult(grid.deploy(TestGrid.volume()), State.OK, "");
    }
    grid.putResult(grid.deploy(TestGrid.container(1, 1024)), State.OK, ""); // it has logs
    awaitDelivery();
    calls = new FuzzedCalls(people, mutations, bodies);
    probes = new AnsweringProbes(grid, new Mutations(SEED + 1));
    grid.explorer.sendWhatIsNotDescribed();
    System.out.printf("FuzzTest: -Dcoredeck.fuzz.seed=%d, %d s%n", SEED, TIME.toSeconds());
  }

  private void make(String path, String body) throws Exception {
    expect(201, grid.explorer.signed(grid.alice, grid.aliceId, "POST", path, body));
  }

  /// So that there is one to be made again.
  private void awaitDelivery() throws Exception {
    var path = "/webhooks/1/deliveries";
    while (grid.explorer
        .signed(grid.alice, grid.aliceId, "GET", path, "")
        .json()
        .items()
        .isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void stop() {
    people.close();
    probes.close();
    provider.close();
    client.shutdownNow();
    client.close();
  }

  @Test
  void every_call_that_may_have_a_body_is_made_from_a_right_one() throws Exception {
    var doors =
        grid.explorer.doors().stream()
            .filter(door -> door.method().equals("POST") || door.method().equals("PUT"))
            .toList();
    assertThat(bodies.keySet())
        .as("RightBodies")
        .containsExactlyInAnyOrderElementsOf(doors.stream().map(FuzzedCalls::name).toList());
    for (var door : doors) {
      for (var body : bodies.getOrDefault(FuzzedCalls.name(door), List.of())) {
        var reply = answer(calls.right(door, body));
        var isTaken = reply.status() < 400 || NOT_WAITED_FOR.contains(FuzzedCalls.name(door));
        var isOnItsWay = door.path().endsWith("/redeliver") && reply.status() == CONFLICT;
        assertThat(isTaken || isOnItsWay).as("%s %s: %s", door, body, reply).isTrue();
      }
    }
  }

  @Test
  void whatever_is_sent_is_refused_or_taken_and_everything_can_be_read_afterwards()
      throws Exception {
    var doors = grid.explorer.doors();
    var end = System.nanoTime() + TIME.toNanos();
    var statuses = new TreeMap<Integer, Integer>();
    do {
      var call = calls.of(doors);
      var reply = answer(call);
      statuses.merge(reply.status(), 1, Integer::sum);
      require(reply, call);
    } while (System.nanoTime() < end);
    System.out.printf("FuzzTest: calls by their statuses: %s%n", statuses);
    assertThat(statuses.keySet()).contains(200, 201, 400, 401, 404);
    people.alice.admit(grid.bobId, true); // perhaps it was refused
    admitNode();
    var victim = victim();
    everybodyReadsEverything(victim);
    bobsPoolEnds(victim);
  }

  private void admitNode() throws Exception {
    var path = "/nodes/%s/admission".formatted(grid.node.nodeId());
    var body = "{\"admitted\":true}";
    expect(200, grid.explorer.signed(grid.alice, grid.aliceId, "PUT", path, body));
  }

  private Said answer(Call call) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(grid.explorer.uri() + call.path()))
            .timeout(LONGEST)
            .method(call.method(), BodyPublishers.ofString(call.body()));
    call.headers().forEach(request::header);
    try {
      var isEndless = call.path().startsWith(EVENTS) && call.method().equals("GET");
      return isEndless ? begun(request.build()) : whole(request.build());
    } catch (IOException e) {
      throw new AssertionError("seed %d: no answer to %s".formatted(SEED, call), e);
    }
  }

  private Said whole(HttpRequest request) throws Exception {
    var response = client.send(request, BodyHandlers.ofString());
    return new Said(response.statusCode(), type(response), response.body());
  }

  /// @return what came before the events, if it was taken
  private Said begun(HttpRequest request) throws Exception {
    var response = client.send(request, BodyHandlers.ofInputStream());
    try (var body = response.body()) {
      var text = response.statusCode() < 400 ? "" : new String(body.readAllBytes(), UTF_8);
      return new Said(response.statusCode(), type(response), text);
    }
  }

  private static String type(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Type").orElse("");
  }

  private static void require(Said reply, Call call) {
    var isJson = reply.type().equals("application/json") && !call.method().equals("HEAD");
    var purpose = ON_PURPOSE.get(reply.status());
    var isFine =
        reply.status() < 500
            || (isJson && purpose != null && purpose.matcher(reply.error()).matches());
    var sent = call.toString();
    var said = sent.length() < 3000 ? sent : sent.substring(0, 3000);
    assertThat(isFine).as("seed %d: %s: %s", SEED, said, reply).isTrue();
    if (reply.status() >= 400 && isJson) {
      assertThat(reply.error()).as(said).isNotEmpty();
    }
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
