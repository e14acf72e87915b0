package io.coredeck.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.coredeck.explorer.AnsweringGrid;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.probe.ProbeAnswer;
import io.coredeck.model.probe.ProbeAnswer.Outcome;
import io.coredeck.model.registry.Node;
import io.coredeck.model.registry.ResourceAmount;
import io.coredeck.sdk.FarmerClient.PublicConfig;
import io.coredeck.sdk.fit.DryRun;
import io.coredeck.sdk.probe.EndpointTest;
import io.coredeck.wire.Json;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The examples that the documentation of the calls to an explorer shows.
@Timeout(90)
class GridExamplesTest {

  @TempDir private static Path folder;
  private static AnsweringGrid started;

  private URI explorer;
  private KeyPair keys;
  private long tid;
  private String nodeId;
  private GridClient grid;

  @BeforeAll
  static void start() throws Exception {
    started = new AnsweringGrid(folder);
  }

  @AfterAll
  static void end() {
    started.close();
  }

  @BeforeEach
  void connect() {
    explorer = started.explorer();
    keys = started.keys();
    tid = started.tid();
    nodeId = started.nodeId();
    grid = GridClient.connect(explorer, keys, tid);
  }

  @AfterEach
  void close() {
    grid.close();
  }

  private static String text(String node, long pool, long gibibytes) {
    return """
    {"workload_type": 2, "workload_id": 1, "node_id": "%s", "pool_id": %d, "size": %d, "type": 1}
    """
        .formatted(node, pool, gibibytes);
  }

  private Reservation volume() {
    return Json.wish(text(nodeId, started.poolId(), 1));
  }

  @Test
  void a_file_is_deployed_waited_for_and_taken_down() throws Exception {
    var file = Files.writeString(folder.resolve("volume.json"), text(nodeId, started.poolId(), 1));
    // @start region="grid"
    try (var grid = GridClient.connect(explorer, keys, tid)) {
      var wish = Json.wish(Files.readString(file)); // as docs/formats/reservation.md has it
      var id = grid.deploy(wish);
      var answer = grid.awaitResult(id, Duration.ofMinutes(2)).result();
      System.out.println(answer.state() == Result.State.OK ? "it is up" : answer.message());
      grid.decommission(id);
      grid.awaitDeleted(id, Duration.ofMinutes(2));
    }
    // @end
    var last = grid.workloads().getLast();
    assertThat(last.nextAction()).isEqualTo(NextAction.DELETED);
    assertThat(last.poolId()).isEqualTo(started.poolId());
  }

  @Test
  void a_node_takes_up_what_it_is_asked_for() throws Exception {
    var nodeKeys = KeyPair.generate();
    var itself = node(nodeKeys);
    var id = askedOf(nodeKeys, itself);
    // @start region="node"
    try (var node = NodeClient.connect(explorer, nodeKeys)) {
      node.register(itself);
      node.reportCapacity(new ResourceAmount(8, 16, 1000, 500));
      node.reportUptime(Duration.ofHours(1)); // a sign of life, again every few minutes
      var work = node.poll(0, Duration.ofSeconds(60)); // the next one from work.lastId() + 1
      for (var one : work.workloads()) {
        if (one.nextAction() == NextAction.DELETE) {
          node.deleteResult(one.gwid());
        } else {
          var kind = one.workload().type().resultCategory();
          var up = Result.State.OK;
          node.putResult(new Result(kind, one.gwid(), "null", "", up, "", 0, ""));
        }
      }
    }
    // @end
    assertThat(grid.workload(id).result().state()).isEqualTo(Result.State.OK);
    assertThat(grid.node(nodeKeys.nodeId()).totalResources().cru()).isEqualTo(8);
  }

  private Node node(KeyPair nodeKeys) throws Exception {
    var farm = grid.farmNamed(started.farm()).orElseThrow();
    return Json.node(
        """
        {"node_id": "%s", "farm_id": %d, "public_key_hex": "%s", "os_version": "1",
         "location": {"city": "Ghent", "country": "Belgium", "continent": "Europe"}}
        """
            .formatted(nodeKeys.nodeId(), farm.id(), nodeKeys.publicKeyHex()));
  }

  private long askedOf(KeyPair nodeKeys, Node itself) throws Exception {
    try (var node = NodeClient.connect(explorer, nodeKeys)) {
      node.register(itself);
      node.reportCapacity(new ResourceAmount(1, 1, 100, 100));
    }
    return grid.deploy(Json.wish(text(itself.nodeId(), pool(itself.nodeId(), 1_000_000), 1)));
  }

  private long pool(String node, long units) throws Exception {
    var pool = grid.orderPool(0, units, units, List.of(node));
    grid.awaitCapacity(pool, Duration.ofSeconds(60));
    return pool;
  }

  @Test
  void a_farmer_lets_nodes_in_and_says_how_they_are_reached() throws Exception {
    // @start region="farmer"
    var farmer = new FarmerClient(grid);
    for (var node : farmer.nodesAsking()) {
      farmer.admit(node.nodeId(), true);
    }
    farmer.setFreeToUse(nodeId, true);
    var seen = farmer.publicConfig(nodeId).map(PublicConfig::version).orElse(0L);
    var config =
        new PublicConfig(
            "eth0", "185.69.166.2/24", "185.69.166.1", "2a02:1802::2/64", "2a02:1802::1");
    farmer.setPublicConfig(nodeId, config, seen); // refused if somebody was faster
    // @end
    assertThat(grid.node(nodeId).freeToUse()).isTrue();
    assertThat(farmer.publicConfig(nodeId).map(PublicConfig::ipv4)).contains("185.69.166.2/24");
    var late =
        catchThrowableOfType(
            GridException.class, () -> farmer.setPublicConfig(nodeId, config, seen));
    assertThat(late.status()).isEqualTo(412);
    farmer.setFreeToUse(nodeId, false);
  }

  private void deployAndDelete(Reservation wish) throws Exception {
    // @start region="patient"
    var calls = new PatientCalls(grid, Duration.ofMinutes(1));
    try {
      var id = calls.deploy(wish); // once, even if the explorer goes away meanwhile
      calls.decommission(id);
    } catch (GridException e) {
      throw calls.takenBack(e); // what its pool cannot pay does not stay listed
    }
    // @end
  }

  @Test
  void calls_outlast_a_restart_and_leave_nothing_behind() throws Exception {
    deployAndDelete(volume());
    assertThat(grid.workloads().getLast().nextAction().isDelete()).isTrue();
    var unpaid = Json.wish(text(nodeId, pool(nodeId, 1), 400));
    var refused = catchThrowableOfType(GridException.class, () -> deployAndDelete(unpaid));
    assertThat(refused.isUnpaid()).isTrue();
    assertThat(refused.listed()).isEmpty();
    assertThat(grid.workloads().getLast().nextAction().isDelete()).isTrue();
  }

  @Test
  void changes_are_followed() throws Exception {
    var known = new TreeMap<Long, Reservation>();
    var id = grid.deploy(volume());
    // @start region="feed"
    try (var feed = ReservationFeed.open(explorer)) {
      while (!known.containsKey(id)) { // or for as long as somebody looks
        feed.next(Duration.ofSeconds(30)).forEach(one -> known.put(one.id(), one));
      }
    }
    // @end
    assertThat(known.get(id)).extracting(Reservation::customerTid).isEqualTo(tid);
  }

  @Test
  void a_wish_is_judged_before_it_is_asked_for() throws Exception {
    var wish = volume();
    var before = grid.workloads().size();
    // @start region="dryRun"
    var said = DryRun.of(grid, wish);
    said.faults().forEach(one -> System.out.println(one.message()));
    said.clashes().forEach(one -> System.out.println(one.message()));
    for (var node : said.nodes()) {
      System.out.println(node.nodeId() + (node.fits() ? " fits" : ": " + node.reasons()));
    }
    // @end
    assertThat(said.fits()).isTrue();
    assertThat(grid.workloads()).hasSize(before);
  }

  @Test
  void a_node_tries_an_endpoint() throws Exception {
    var answered = new CompletableFuture<Void>();
    try (var node = NodeClient.connect(explorer, started.nodeKeys())) {
      assertThat(node.probes(Duration.ZERO)).isEmpty(); // from now on it is known to listen
      var _ = Thread.ofVirtual().start(() -> answer(node, answered));
      // @start region="probe"
      var said = EndpointTest.from(grid, nodeId, "redis://10.0.0.2:6379/web-stats");
      if (said.outcome() != Outcome.REACHED) {
        System.out.println("from the node: " + said.outcome().word());
      }
      // @end
      answered.get(30, TimeUnit.SECONDS);
      assertThat(said.outcome()).isEqualTo(Outcome.NO_ROUTE);
    }
  }

  private static void answer(NodeClient node, CompletableFuture<Void> answered) {
    try {
      for (var one : node.probes(Duration.ofSeconds(30))) {
        node.answerProbe(one.id(), new ProbeAnswer(Outcome.NO_ROUTE, 0));
      }
      answered.complete(null);
    } catch (Exception e) {
      answered.completeExceptionally(e);
    }
  }

  @Test
  void a_secret_is_read_again_by_who_encrypted_it() {
    // @start region="secrets"
    var cipher = grid.encryptSecret(nodeId, "the node and I read this");
    // as it stands in a workload, with the version of that
    var plain = OwnSecrets.read(grid, nodeId, Reservation.CURRENT_VERSION, cipher);
    // @end
    assertThat(plain).isEqualTo("the node and I read this");
  }

  @Test
  void calls_that_have_no_word_are_made_as_the_others_are() throws Exception {
    // @start region="calls"
    try (var calls = ExplorerCalls.ofUser(explorer, keys, tid, "", "")) {
      var prices = calls.read(calls.get("/prices"), Json::tree);
      System.out.println(prices.json());
    }
    // @end
    assertThat(grid.calls().get("/prices").body()).contains("Cu");
  }
}
