package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.Container.Capacity;
import io.coredeck.model.Container.NetworkConnection;
import io.coredeck.model.Container.VolumeMount;
import io.coredeck.model.DiskType;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result.State;
import io.coredeck.model.Volume;
import io.coredeck.model.Workload;
import io.coredeck.model.fit.Code;
import io.coredeck.model.fit.Explanation;
import io.coredeck.model.fit.Finding;
import io.coredeck.model.registry.Node.WorkloadCounts;
import io.coredeck.model.registry.ResourceAmount;
import io.coredeck.wire.Json;
import io.coredeck.wire.Messages;
import io.coredeck.wire.fit.FitMessages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a dry run says: which nodes fit and why others do not, what is in the way, what it costs.
class ExplainTest {
  private static final String PATH = "/reservations/workloads/explain";
  private static final NetworkConnection CONNECTION =
      new NetworkConnection("net1", "172.24.1.10", false, false);
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @TempDir private Path folder;
  private TestGrid grid;

  @BeforeEach
  void start() throws Exception {
    grid = new TestGrid(folder);
    capacity(8, 16, 100, 200);
    running(network("net1", "172.24.0.0/16", "172.24.1.0/24"));
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  private void capacity(long cru, double mru, double hru, double sru) throws Exception {
    var body =
        "{\"capacity\":{\"cru\":%d,\"mru\":%s,\"hru\":%s,\"sru\":%s},\"dmi\":{},\"disks\":{},\"hypervisor\":[]}"
            .formatted(cru, mru, hru, sru);
    var path = "/nodes/" + grid.node.nodeId();
    expect(200, grid.explorer.asNode(grid.node, "POST", path + "/capacity", body));
    expect(200, grid.explorer.asNode(grid.node, "POST", path + "/uptime", "{\"uptime\":1}"));
  }

  private static NetworkResource network(String name, String whole, String part) {
    return new NetworkResource(name, whole, part, "00", KEY, 3000, List.of());
  }

  private long running(Workload workload) throws Exception {
    var id = grid.deploy(workload);
    expect(201, grid.putResult(id, State.OK, ""));
    return id;
  }

  private static Container container(
      long cpu, long mebibytes, List<VolumeMount> volumes, NetworkConnection connection) {
    return new Container(
        "http://hub/x.flist",
        "",
        "",
        Map.of(),
        Map.of(),
        "",
        true,
        volumes,
        List.of(connection),
        List.of(),
        List.of(),
        new Capacity(cpu, Bytes.ofMiB(mebibytes), Bytes.ofMiB(1024), DiskType.SSD),
        false);
  }

  private static Container container(NetworkConnection connection) {
    return container(1, 1024, List.of(), connection);
  }

  private Reply ask(Reservation wish) throws Exception {
    return grid.explorer.signed(grid.alice, grid.aliceId, "POST", PATH, Json.write(wish));
  }

  private Explanation explained(Workload workload) throws Exception {
    return explained(grid.wish(workload));
  }

  private Explanation explained(Reservation wish) throws Exception {
    return FitMessages.explanation(expect(200, ask(wish)).text());
  }

  private static List<Code> codes(List<Finding> findings) {
    return findings.stream().map(Finding::code).toList();
  }

  @Test
  void a_container_that_fits_says_so_and_creates_nothing() throws Exception {
    var said = explained(container(CONNECTION));
    assertThat(said.fits()).isTrue();
    assertThat(said.faults()).isEmpty();
    assertThat(said.clashes()).isEmpty();
    assertThat(said.nodes()).hasSize(1);
    assertThat(said.nodes().getFirst().isAsked()).isTrue();
    assertThat(said.nodes().getFirst().room().memory()).isEqualTo(Bytes.ofGiB(14));
    assertThat(grid.explorer.get("/reservations/workloads?workload_type=1").text().strip())
        .isEqualTo("[]");
  }

  @Test
  void its_cost_is_what_the_pool_pays_and_how_long_that_lasts() throws Exception {
    var said = explained(container(4, 8192, List.of(), CONNECTION));
    assertThat(said.cost().cu()).isEqualTo(2);
    assertThat(said.cost().cuPerHour()).isEqualTo(7200);
    assertThat(said.cost().cuPerMonth()).isEqualTo(2 * 30 * 24 * 3600);
    assertThat(said.cost().seconds().orElseThrow()).isBetween(499_990L, 500_000L);
    var poor = grid.explorer.pool(grid.alice, grid.aliceId, 0, 100, grid.node.nodeId());
    var wish = grid.wish(container(4, 8192, List.of(), CONNECTION));
    var cannot = explained(wish.withPlace(grid.node.nodeId(), poor, grid.aliceId));
    assertThat(cannot.fits()).isFalse();
    assertThat(cannot.clashes().getFirst().message())
        .isEqualTo("pool needs additional capacity to support this workload");
    assertThat(grid.ask(wish.withPlace(grid.node.nodeId(), poor, grid.aliceId)).error())
        .isEqualTo(cannot.clashes().getFirst().message());
  }

  @Test
  void its_time_is_what_the_grid_took_lately_or_nothing() throws Exception {
    assertThat(explained(container(CONNECTION)).time()).isEmpty();
    var id = grid.deploy(container(CONNECTION));
    grid.explorer.pass(Duration.ofSeconds(7));
    expect(201, grid.putResult(id, State.OK, ""));
    var failed = grid.deploy(container(CONNECTION));
    expect(201, grid.putResult(failed, State.ERROR, "no"));
    var time = explained(TestGrid.container(1, 1024)).time().orElseThrow();
    assertThat(time.samples()).isEqualTo(1);
    assertThat(time.median()).isBetween(7L, 9L);
  }

  @Test
  void a_node_says_in_numbers_what_it_lacks() throws Exception {
    var said = explained(container(9, 64 << 10, List.of(), CONNECTION));
    assertThat(said.fits()).isFalse();
    var reasons = said.nodes().getFirst().reasons();
    assertThat(codes(reasons)).containsExactly(Code.CPU, Code.MEMORY);
    assertThat(reasons.getLast().message())
        .isEqualTo(
            "capacity.memory needs 65536 MiB of memory; it must be 14336 or less: that is free on"
                + " this node");
    assertThat(reasons.getLast().number("wanted")).isEqualTo(65536);
    assertThat(reasons.getLast().number("free")).isEqualTo(14336);
    assertThat(codes(reasonsOf(new Volume(Bytes.ofGiB(150), DiskType.HDD))))
        .containsExactly(Code.DISK);
    grid.explorer.pass(Duration.ofMinutes(20));
    assertThat(codes(reasonsOf(new Volume(Bytes.ofGiB(1), DiskType.HDD))))
        .containsExactly(Code.SILENT);
  }

  private List<Finding> reasonsOf(Workload workload) throws Exception {
    return explained(workload).nodes().getFirst().reasons();
  }

  @Test
  void absurd_numbers_of_a_node_are_its_own_trouble() throws Exception {
    var amount = new ResourceAmount(-5, -3, Double.MAX_VALUE, -1e300);
    var body = Messages.write(new Messages.UsedResources(amount, WorkloadCounts.NONE));
    var path = "/nodes/" + grid.node.nodeId() + "/used_resources";
    expect(200, grid.explorer.asNode(grid.node, "POST", path, body));
    assertThat(codes(reasonsOf(new Volume(Bytes.ofGiB(1), DiskType.HDD))))
        .containsExactly(Code.DISK);
  }

  @Test
  void other_nodes_come_behind_with_their_own_reasons_and_are_counted() throws Exception {
    grid.explorer.node(grid.otherNode, grid.aliceId, "farm-two");
    var said = explained(container(CONNECTION));
    assertThat(said.fits()).isTrue();
    assertThat(said.nodesTotal()).isEqualTo(2);
    assertThat(said.nodesFitting()).isEqualTo(1);
    assertThat(codes(said.nodes().getLast().reasons()))
        .containsExactly(
            Code.POOL_ELSEWHERE, Code.CPU, Code.MEMORY, Code.DISK, Code.NETWORK_ELSEWHERE);
    var one =
        FitMessages.explanation(
            grid.explorer
                .signed(
                    grid.alice,
                    grid.aliceId,
                    "POST",
                    PATH + "?size=1",
                    Json.write(grid.wish(container(CONNECTION))))
                .text());
    assertThat(one.nodes()).hasSize(1);
    assertThat(one.nodesLeftOut()).isEqualTo(1);
  }

  @Test
  void without_a_node_any_that_fits_will_do() throws Exception {
    var wish = grid.wish(container(CONNECTION)).withPlace("", grid.poolId, grid.aliceId);
    assertThat(explained(wish).fits()).isTrue();
    var nowhere = wish.withPlace("none", grid.poolId, grid.aliceId);
    assertThat(codes(explained(nowhere).clashes())).containsExactly(Code.UNKNOWN_NODE);
  }

  @Test
  void an_address_in_use_names_who_has_it_and_the_next_free_one() throws Exception {
    var id = grid.deploy(container(CONNECTION));
    var clash = explained(container(CONNECTION)).clashes().getFirst();
    assertThat(clash.code()).isEqualTo(Code.ADDRESS_USED);
    assertThat(clash.message())
        .isEqualTo(
            "network_connection[0].ipaddress is 172.24.1.10, which %d-1 has; it must be one that nobody has; the next free one is 172.24.1.2"
                .formatted(id));
    var outside = new NetworkConnection("net1", "172.24.2.10", false, false);
    assertThat(codes(reasonsOf(container(outside)))).containsExactly(Code.ADDRESS_RANGE);
    var nowhere = new NetworkConnection("net2", "172.24.1.10", false, false);
    assertThat(codes(explained(container(nowhere)).clashes()))
        .containsExactly(Code.UNKNOWN_NETWORK);
  }

  @Test
  void volumes_must_be_the_callers_own_and_may_be_shared() throws Exception {
    var volume = running(TestGrid.volume());
    var bobs = grid.explorer.pool(grid.bob, grid.bobId, 0, 1_000_000, grid.node.nodeId());
    var others = grid.deployAs(grid.bob, grid.bobId, bobs, TestGrid.volume());
    expect(201, grid.putResult(others, State.OK, ""));
    var mounts = List.of(new VolumeMount(volume + "-1", "/a"));
    assertThat(explained(container(1, 1024, mounts, CONNECTION)).fits()).isTrue();
    var user = grid.deploy(container(1, 1024, mounts, CONNECTION));
    var elsewhere = new NetworkConnection("net1", "172.24.1.11", false, false);
    var shared = explained(container(1, 1024, mounts, elsewhere));
    assertThat(shared.fits()).isTrue();
    assertThat(shared.notices().getFirst().text("holder")).isEqualTo(user + "-1");
    var foreign = List.of(new VolumeMount(others + "-1", "/a"));
    var clashes = explained(container(1, 1024, foreign, elsewhere)).clashes();
    assertThat(codes(clashes)).containsExactly(Code.UNKNOWN_VOLUME);
    var same = explained(container(1, 1024, List.of(new VolumeMount("-1", "/a")), elsewhere));
    assertThat(codes(same.clashes())).containsExactly(Code.UNKNOWN_VOLUME);
    var many = java.util.Collections.nCopies(65, new VolumeMount("1-1", "/a"));
    assertThat(ask(grid.wish(container(1, 1024, many, elsewhere))).status()).isEqualTo(400);
  }

  @Test
  void ranges_of_networks_must_differ_and_nobody_is_told_whose_they_are() throws Exception {
    var bobs = grid.explorer.pool(grid.bob, grid.bobId, 0, 1_000_000, grid.node.nodeId());
    grid.deployAs(grid.bob, grid.bobId, bobs, network("secret", "10.9.0.0/16", "10.9.1.0/24"));
    var own = explained(network("more", "172.24.0.0/16", "172.24.9.0/24"));
    assertThat(own.fits()).isTrue(); // as its node takes it: the parts do not overlap
    assertThat(codes(own.notices())).containsExactly(Code.RANGE_SHARED);
    var said = expect(200, ask(grid.wish(network("more", "10.9.0.0/16", "10.9.1.0/24"))));
    var others = FitMessages.explanation(said.text());
    assertThat(others.clashes()).isEmpty();
    assertThat(codes(others.nodes().getFirst().reasons())).containsExactly(Code.RANGE_ON_NODE);
    assertThat(said.text()).doesNotContain("secret");
    var again = explained(network("net1", "172.24.0.0/16", "172.24.1.0/24"));
    assertThat(again.fits()).isTrue();
    assertThat(codes(again.notices())).containsExactly(Code.NETWORK_REPLACED);
  }

  @Test
  void a_node_that_was_not_let_in_is_none() throws Exception {
    var path = "/nodes/" + grid.node.nodeId() + "/admission";
    expect(
        200, grid.explorer.signed(grid.alice, grid.aliceId, "PUT", path, "{\"admitted\":false}"));
    var said = explained(container(CONNECTION));
    assertThat(said.fits()).isFalse();
    assertThat(codes(said.clashes())).contains(Code.UNKNOWN_NODE);
    assertThat(grid.ask(grid.wish(container(CONNECTION))).status()).isEqualTo(403);
  }

  @Test
  void what_is_told_has_a_bound() throws Exception {
    var peer = new NetworkResource.Peer("", "", "", java.util.Collections.nCopies(1000, ""));
    var wish = new NetworkResource("n", "x", "y", "", "", 0, List.of(peer));
    assertThat(explained(wish).faults()).hasSize(100);
  }

  @Test
  void pools_that_are_not_ones_own_are_told_as_the_creation_tells_them() throws Exception {
    var bobs = grid.explorer.pool(grid.bob, grid.bobId, 0, 1_000_000, grid.node.nodeId());
    for (var pool : List.of(bobs, 99L)) {
      var wish = grid.wish(container(CONNECTION)).withPlace(grid.node.nodeId(), pool, grid.aliceId);
      var clash = explained(wish).clashes().getFirst();
      assertThat(clash.message()).isEqualTo(grid.ask(wish).error());
    }
  }

  @Test
  void who_may_not_create_gets_no_dry_run_either() throws Exception {
    var wish = grid.wish(container(CONNECTION));
    assertThat(grid.explorer.post(PATH, Json.write(wish)).status()).isEqualTo(401);
    var asBob = grid.explorer.signed(grid.bob, grid.bobId, "POST", PATH, Json.write(wish));
    assertThat(asBob.status()).isEqualTo(401);
    assertThat(asBob.error()).contains("does not match the reservation customer-tid");
    assertThat(ask(wish.withCustomerSignature("00")).error()).contains("failed to verify");
    assertThat(ask(wish.withPlace(grid.node.nodeId(), grid.poolId, 0)).status()).isEqualTo(200);
    assertThat(
            grid.explorer
                .signed(grid.alice, grid.aliceId, "POST", PATH, "{\"workload_type\":4}")
                .error())
        .contains("it must be a container, volume or network_resource");
  }
}
