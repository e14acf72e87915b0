package io.coredeck.sdk.zos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.explorer.AnsweringGrid;
import io.coredeck.identity.Secrets;
import io.coredeck.model.Bytes;
import io.coredeck.model.Container;
import io.coredeck.model.DiskType;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.fit.Explanation.NodeAnswer;
import io.coredeck.model.registry.Node;
import io.coredeck.sdk.FarmerClient;
import io.coredeck.sdk.FarmerClient.PublicConfig;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.draft.RedeployOptions;
import io.coredeck.sdk.draft.Redeployed;
import io.coredeck.sdk.search.Listed;
import io.coredeck.sdk.search.Search;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The examples that the documentation of the SDK shows.
@Timeout(90)
class ZosExamplesTest {

  @TempDir private static Path folder;
  private static AnsweringGrid grid;

  private Zos zos;
  private String nodeId;
  private long poolId;

  @BeforeAll
  static void start() throws Exception {
    grid = new AnsweringGrid(folder);
  }

  @AfterAll
  static void end() {
    grid.close();
  }

  @BeforeEach
  void connect() {
    zos = Zos.connect(grid.explorer(), grid.keys(), grid.tid());
    nodeId = grid.nodeId();
    poolId = grid.poolId();
  }

  @AfterEach
  void close() {
    zos.close();
  }

  private ContainerWish wish(String flist) {
    return zos.container().create(nodeId, "net1", "172.24.1.10", flist, poolId);
  }

  @Test
  void workloads_are_deployed_waited_for_listed_and_taken_down() throws Exception {
    var container = wish("http://hub/x.flist");
    // @start region="workloads"
    var id = zos.workloads().deploy(container);
    var outcome = zos.workloads().wait(id, Duration.ofMinutes(2));
    if (outcome.isUp()) {
      System.out.println(outcome.addresses().ipv4());
    } else {
      System.out.println(outcome.why());
    }
    for (var one : zos.workloads().list(NextAction.DEPLOY)) {
      System.out.println(one.gwid() + " on " + one.nodeId());
    }
    // The same without waiting: futures, which can be put together and cancelled.
    var gone =
        zos.workloads()
            .deployed(container)
            .thenCompose(up -> zos.workloads().decommissioned(up.id()));
    zos.workloads().decommission(id);
    // @end
    assertThat(outcome.isUp()).isTrue();
    assertThat(outcome.why()).isEmpty();
    assertThat(outcome.addresses().ipv4()).isEqualTo("172.24.1.10");
    assertThat(zos.workloads().list()).extracting(Reservation::id).contains(id.number());
    assertThat(gone.get().reservation().nextAction()).isEqualTo(NextAction.DELETED);
    assertThat(gone.get().isUp()).isFalse();
    zos.workloads().decommissioned(id).get();
    assertThat(zos.workloads().get(id).nextAction()).isEqualTo(NextAction.DELETED);
  }

  @Test
  void a_dry_run_says_what_would_become_of_a_container() throws Exception {
    var container = wish("http://hub/x.flist");
    var before = zos.workloads().list().size();
    // @start region="explain"
    var said = zos.workloads().explain(container);
    if (!said.fits()) {
      said.faults().forEach(one -> System.out.println(one.message()));
      said.clashes().forEach(one -> System.out.println(one.message()));
    }
    for (var node : said.nodes()) {
      System.out.println(node.hostname() + (node.fits() ? " fits" : ": " + node.reasons()));
    }
    System.out.println(said.cost().cuPerHour() + " compute unit seconds an hour");
    // @end
    assertThat(said.nodes()).extracting(NodeAnswer::nodeId).contains(nodeId);
    assertThat(said.cost().cu()).isEqualTo(0.25);
    assertThat(zos.workloads().list()).hasSize(before);
  }

  @Test
  void a_container_takes_the_place_of_another() throws Exception {
    var network = zos.network().create("172.24.0.0/16", "net1");
    for (var part : zos.network().addNode(network, nodeId, "172.24.1.0/24", poolId).parts()) {
      zos.workloads().wait(zos.workloads().deploy(part));
    }
    var old = zos.workloads().deploy(wish("http://hub/x.flist"));
    zos.workloads().wait(old);
    var wish = wish("http://hub/y.flist");
    // @start region="redeploy"
    System.out.println(zos.workloads().draft(old));
    // Both want the same address, so the old one goes first.
    var options = RedeployOptions.USUAL.stopFirst();
    var replaced = zos.workloads().redeploy(old, wish, options);
    System.out.println(replaced.isReplaced() ? replaced.now().gwid() : replaced.why());
    // @end
    assertThat(replaced.end()).isEqualTo(Redeployed.End.DONE);
    assertThat(zos.workloads().get(old).nextAction()).isEqualTo(NextAction.DELETED);
    var again = zos.workloads().redeploy(old, wish, options);
    assertThat(again.now().id()).isEqualTo(replaced.now().id());
    assertThatThrownBy(
            () -> zos.workloads().redeploy(old, wish("http://hub/z.flist"), RedeployOptions.USUAL))
        .hasMessageContaining("takes the place of");
    zos.workloads().decommission(again.now().id());
  }

  @Test
  void lists_are_searched_as_far_as_they_are_wanted() throws Exception {
    var id = zos.workloads().deploy(wish("http://hub/x.flist").named("shop"));
    zos.workloads().wait(id);
    // @start region="lists"
    var newest = Search.ALL.text("shop").where("state", "running", "failed").sorted("-created");
    try (var found = zos.workloads().list(newest)) {
      found.limit(20).forEach(one -> System.out.println(one.gwid()));
    }
    var nodes = zos.lists().first(Listed.NODES, Search.ALL.where("country", "Belgium"));
    System.out.println(nodes.total().orElse(0) + " nodes");
    // @end
    assertThat(zos.workloads().list(newest)).extracting(Reservation::id).contains(id.number());
    assertThat(zos.workloads().list(Search.ALL.inPartsOf(1)).map(Reservation::id))
        .containsExactlyElementsOf(zos.workloads().list().stream().map(Reservation::id).toList());
    assertThat(zos.workloads().list(newest.text("is%nowhere"))).isEmpty();
    assertThat(nodes.entries()).hasSize((int) nodes.total().orElse(0));
    assertThatThrownBy(() -> zos.workloads().list(newest.sorted("colour")).toList())
        .isInstanceOf(UncheckedIOException.class)
        .cause()
        .isInstanceOf(GridException.class)
        .hasMessageContaining("sort is 'colour'; it must be one of [id, name,");
  }

  @Test
  void a_container_has_secrets_logs_and_statistics() throws Exception {
    // @start region="container"
    var containers = zos.container();
    var container =
        containers
            .create(nodeId, "net1", "172.24.1.10", "http://hub/x.flist", poolId)
            .cpu(2)
            .memory(Bytes.ofMiB(2048))
            .diskType(DiskType.SSD)
            .env("MODE", "live")
            .secretEnv("TOKEN", containers.encryptSecret(nodeId, "only the node reads this"))
            .named("web");
    container = containers.addLogs(container, "redis", "10.0.0.2", 6379, "web");
    container = containers.addStats(container, "redis://10.0.0.2:6379/web-stats");
    var id = zos.workloads().deploy(container);
    // @end
    var stored = zos.workloads().get(id);
    var asked = (Container) stored.workload();
    assertThat(asked.capacity().cpu()).isEqualTo(2);
    assertThat(stored.metadata()).contains("web");
    assertThat(asked.stats())
        .singleElement()
        .extracting(Container.StatsTarget::endpoint)
        .isEqualTo("redis://10.0.0.2:6379/web-stats");
    var logs = asked.logs().getFirst();
    assertThat(logs.stdout()).isEmpty();
    assertThat(read(logs.secretStdout())).isEqualTo("redis://10.0.0.2:6379/web-stdout");
    assertThat(read(logs.secretStderr())).isEqualTo("redis://10.0.0.2:6379/web-stderr");
    assertThat(read(asked.secretEnvironment().getOrDefault("TOKEN", "")))
        .isEqualTo("only the node reads this");
  }

  private static String read(String cipher) throws Exception {
    var key = grid.keys().publicKeyHex();
    var plain = Secrets.decrypt(Reservation.CURRENT_VERSION, grid.nodeKeys(), key, cipher);
    return new String(plain, StandardCharsets.UTF_8);
  }

  @Test
  void a_volume_is_mounted_in_a_container() throws Exception {
    var container = wish("http://hub/x.flist");
    // @start region="volume"
    var volume = zos.volume().create(nodeId, poolId, Bytes.ofGiB(10), DiskType.SSD);
    var volumeId = zos.workloads().deploy(volume);
    zos.workloads().wait(volumeId);
    container = zos.volume().attach(container, volumeId, "/data");
    zos.workloads().deploy(container);
    // @end
    assertThat(container.container().volumes())
        .containsExactly(new Container.VolumeMount(volumeId.gwid(), "/data"));
  }

  @Test
  void a_network_gets_a_node_and_is_found_again() throws Exception {
    // @start region="network"
    var network = zos.network().create("172.24.0.0/16", "net1");
    network = zos.network().addNode(network, nodeId, "172.24.1.0/24", poolId);
    for (var part : network.parts()) {
      zos.workloads().wait(zos.workloads().deploy(part));
    }
    var loaded = zos.network().load("net1").orElseThrow();
    var address = loaded.freeIp(nodeId);
    // @end
    assertThat(loaded.ipRange()).isEqualTo("172.24.0.0/16");
    assertThat(loaded.nodeRange(nodeId)).contains("172.24.1.0/24");
    assertThat(loaded.freeRange()).contains("172.24.0.0/24");
    assertThat(address).startsWith("172.24.1.").isNotEqualTo("172.24.1.1");
    assertThat(loaded.usedAddresses()).doesNotContain(address);
    assertThat(loaded.withUsed(address).freeIp(nodeId)).isNotEqualTo(address);
    var part = (NetworkResource) loaded.part(nodeId).orElseThrow().workload();
    var key = Secrets.unseal(grid.nodeKeys(), part.wireguardPrivateKeyEncrypted());
    assertThat(new String(key, StandardCharsets.UTF_8)).hasSize(44);
  }

  @Test
  void a_machine_outside_comes_into_a_network() throws Exception {
    var reached = new PublicConfig("e", "185.69.166.2/24", "185.69.166.1", "2a02::2/64", "2a02::1");
    new FarmerClient(zos.grid()).setPublicConfig(nodeId, reached);
    var network = zos.network().create("172.25.0.0/16", "net2");
    network = zos.network().addNode(network, nodeId, "172.25.1.0/24", poolId);
    // @start region="access"
    var access = zos.network().addAccess(network, nodeId, "172.25.9.0/24");
    for (var part : access.network().parts()) {
      zos.workloads().wait(zos.workloads().deploy(part));
    }
    Files.writeString(folder.resolve("net2.conf"), access.wgQuick()); // wg-quick up ./net2.conf
    // @end
    assertThat(folder.resolve("net2.conf")).content().contains("Endpoint = 185.69.166.2:");
    assertThat(zos.network().load("net2").orElseThrow().freeRange()).contains("172.25.0.0/24");
  }

  @Test
  void a_pool_is_ordered_and_extended() throws Exception {
    var farm = grid.farm();
    // @start region="pools"
    var pool = zos.pools().create(86_400, 86_400, farm);
    zos.pools().awaitCapacity(pool, Duration.ofMinutes(1));
    zos.pools().extend(pool, 86_400, 0);
    for (var one : zos.pools().list()) {
      System.out.println(one.poolId() + " has " + one.cus() + " compute unit seconds");
    }
    // @end
    assertThat(zos.pools().get(pool).nodeIds()).containsExactly(nodeId);
    assertThat(zos.pools().get(pool).cus()).isEqualTo(172_800);
  }

  @Test
  void nodes_are_found_by_what_they_have() throws Exception {
    var farm = grid.farm();
    // @start region="nodesFinder"
    var finder = zos.nodesFinder();
    var wanted = NodeWish.ANY.inFarm(farm).at("Belgium", "").with(2, 4, 0, 100).ofPool(poolId);
    var node =
        finder.nodesByCapacity(wanted).stream()
            .filter(finder::filterIsUp)
            .findFirst()
            .orElseThrow();
    System.out.println(node.nodeId());
    // @end
    assertThat(node.nodeId()).isEqualTo(nodeId);
    assertThat(finder.nodesByCapacity(NodeWish.ANY.with(9, 0, 0, 0))).isEmpty();
    assertThat(finder.nodesSearch(NodeWish.ANY.at("Iceland", ""))).isEmpty();
    assertThat(finder.nodesSearch(NodeWish.ANY)).extracting(Node::nodeId).contains(nodeId);
    assertThat(finder.filterIsFreeToUse(node) || finder.filterPublicIp4(node)).isFalse();
    assertThat(finder.filterPublicIp6(at(node, "fe80::1/64", "fd12::1/64", "nonsense"))).isFalse();
    assertThat(finder.filterPublicIp6(at(node, "10.0.0.1/8", "2a02:1802:5e::1/64"))).isTrue();
  }

  private static Node at(Node node, String... addresses) {
    return node.withInterfaces(
        List.of(new Node.NetworkInterface("eth0", List.of(addresses), List.of(), "")));
  }
}
