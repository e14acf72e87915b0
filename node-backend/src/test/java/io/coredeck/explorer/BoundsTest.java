package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.NetworkResource.Peer;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.Result.State;
import io.coredeck.model.registry.Farm;
import io.coredeck.sdk.ReservationFeed;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// That nobody fills the explorer's memory or all its places.
class BoundsTest {
  private static final String PATH = "/reservations/workloads";
  private static final int LARGE = 60 << 10;

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

  @Test
  void a_wish_has_at_most_64_kibibytes_also_written_out() throws Exception {
    expect(413, grid.explorer.signed(grid.alice, grid.aliceId, "POST", PATH, described(65 << 10)));
    expect(201, grid.explorer.signed(grid.alice, grid.aliceId, "POST", PATH, described(LARGE)));
    var peers = Collections.nCopies(2000, new Peer("", "", "", List.of()));
    var network = new NetworkResource("n", "10.1.0.0/16", "10.1.1.0/24", "", "", 1, peers);
    var body = grid.body(grid.wish(network)).replaceAll("\\{\"public_key\":\"\"[^}]*}", "{}");
    assertThat(body).hasSizeLessThan(10_000);
    expect(413, grid.explorer.signed(grid.alice, grid.aliceId, "POST", PATH, body));
  }

  private String described(int characters) {
    var plain = grid.wish(TestGrid.volume());
    return grid.body(
        new Reservation(
            0,
            1,
            plain.nodeId(),
            plain.poolId(),
            "",
            "x".repeat(characters),
            "",
            plain.customerTid(),
            "",
            plain.nextAction(),
            plain.signingRequestProvision(),
            plain.signingRequestDelete(),
            List.of(),
            List.of(),
            plain.signatureFarmer(),
            plain.epoch(),
            0,
            Result.NONE,
            plain.workload()));
  }

  @Test
  void a_result_tells_no_more_than_16_kibibytes() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    var result = "{\"state\":1,\"data_json\":\"" + "x".repeat(17 << 10) + "\"}";
    expect(413, grid.explorer.asNode(grid.node, "PUT", grid.path(id), result));
    assertThat(grid.workload(id).result().isAnswered()).isFalse();
    var signed = "{\"state\":1,\"signature\":\"" + "0".repeat(300) + "\"}";
    expect(413, grid.explorer.asNode(grid.node, "PUT", grid.path(id), signed));
    expect(201, grid.putResult(id, State.OK, ""));
  }

  @Test
  void of_what_a_pool_cannot_pay_no_more_than_a_hundred_stay_listed() throws Exception {
    var poor = grid.explorer.pool(grid.alice, grid.aliceId, 0, 1, grid.node.nodeId());
    var wish = grid.wish(TestGrid.container(4, 8192));
    var unpaid = wish.withPlace(grid.node.nodeId(), poor, grid.aliceId);
    for (var i = 1; i <= 100; i++) {
      assertThat(Messages.listedId(expect(402, grid.ask(unpaid)).text())).hasValue(i);
    }
    assertThat(Messages.listedId(expect(402, grid.ask(unpaid)).text())).isEmpty();
    assertThat(grid.explorer.get(PATH + "?size=1").header("Pages")).isEqualTo("100");
    expect(201, grid.signDelete(7));
    assertThat(Messages.listedId(expect(402, grid.ask(unpaid)).text())).hasValue(101);
  }

  @Test
  void a_page_of_large_workloads_comes_whole() throws Exception {
    var count = 45; // 2.7 MB: more than is read at once
    for (var i = 0; i < count; i++) {
      expect(201, grid.explorer.signed(grid.alice, grid.aliceId, "POST", PATH, described(LARGE)));
    }
    var all = expect(200, grid.explorer.get(PATH + "?size=1000"));
    assertThat(TestGrid.ids(all)).hasSize(count).isSorted();
    assertThat(all.header("Pages")).isEqualTo("1");
    assertThat(all.header("Content-Type")).isEqualTo("application/json");
    assertThat(all.text()).endsWith("]\n");
    // A node gets what is read at once, and asks on from there.
    var work = grid.poll(0);
    assertThat(TestGrid.ids(work)).hasSizeLessThan(count).startsWith(1L).isSorted();
    var rest = grid.poll(Long.parseLong(work.header("x-last-id")) + 1);
    assertThat(TestGrid.ids(work).size() + TestGrid.ids(rest).size()).isEqualTo(count);

    var second = grid.explorer.get(PATH + "?size=40&page=2");
    assertThat(TestGrid.ids(second)).containsExactly(41L, 42L, 43L, 44L, 45L);
    var filtered = grid.explorer.get(PATH + "?size=40&next_action=3&customer_tid=" + grid.aliceId);
    assertThat(TestGrid.ids(filtered)).hasSize(40).isSorted();

    var told = new ArrayList<Long>();
    try (var feed = ReservationFeed.open(grid.explorer.uri())) {
      while (told.size() < count) {
        var part = feed.next(Duration.ZERO).stream().map(Reservation::id).toList();
        assertThat(part).isNotEmpty().hasSizeLessThan(count);
        told.addAll(part);
      }
    }
    assertThat(told).hasSize(count).isSorted();
  }

  @Test
  void a_page_of_large_farms_comes_whole() throws Exception {
    var count = 160; // 2.4 MB: more than is read at once
    var email = "x".repeat(15 << 10);
    for (var i = 0; i < count; i++) {
      var farm =
          """
          {"name":"farm%d","threebot_id":%d,"email":"%s","wallet_addresses":[{"asset":"TFT","address":"G"}]}\
          """
              .formatted(i, grid.aliceId, email);
      expect(201, grid.explorer.post("/farms", farm));
    }
    var path = "/farms?size=1000";
    var all = expect(200, grid.explorer.signed(grid.alice, grid.aliceId, "GET", path, ""));
    assertThat(all.header("Pages")).isEqualTo("1");
    assertThat(Json.farms(all.text()))
        .extracting(Farm::id)
        .hasSize(count + 1)
        .doesNotHaveDuplicates()
        .isSorted();
    assertThat(all.header("Content-Length")).isEmpty(); // not held in memory as a whole
  }

  @Test
  void who_is_not_known_before_the_body_is_read_sends_64_kibibytes_at_most() throws Exception {
    var long65 = "x".repeat(65 << 10);
    for (var path : List.of("/users", "/farms", "/accounts/sign-in", PATH + "/1/sign/delete")) {
      expect(413, grid.explorer.post(path, long65));
    }
    expect(400, grid.explorer.post("/reservations/pools", long65)); // names many nodes
    expect(413, grid.explorer.post("/reservations/pools", long65.repeat(4)));
  }

  @Test
  void a_node_nobody_registered_holds_no_place() throws Exception {
    var path = "/reservations/nodes/%s/workloads?from=0".formatted(grid.otherNode.nodeId());
    expect(404, grid.explorer.asNode(grid.otherNode, "GET", path + "&wait=30", ""));
    expect(200, grid.explorer.asNode(grid.otherNode, "GET", path, ""));
    assertThat(grid.explorer.waitingCalls()).isZero();
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void one_machine_holds_16_places_for_changes_at_most() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < 16; i++) {
        var _ = threads.submit(() -> from("192.0.2.7", PATH + "/changes?after=1&wait=60"));
      }
      while (grid.explorer.waitingForChanges() < 16) {
        Thread.onSpinWait();
      }
      var more = from("192.0.2.7", PATH + "/changes?after=1&wait=60");
      assertThat(more.text()).isEqualTo("[]\n");
      var other = threads.submit(() -> from("192.0.2.8", PATH + "/changes?after=1&wait=60"));
      while (grid.explorer.waitingForChanges() < 17) {
        Thread.onSpinWait();
      }
      assertThat(other).isNotDone();
      expect(201, grid.putResult(id, State.OK, "")); // lets all go
    }
  }

  private Reply from(String machine, String path) throws Exception {
    return grid.explorer.call("GET", path, "", Map.of("Coredeck-Client", machine));
  }
}
