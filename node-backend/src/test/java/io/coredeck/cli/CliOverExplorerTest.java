package io.coredeck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.cli.setup.ExitCode;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.NextAction;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the SDK and the command line promise against the real explorer.
class CliOverExplorerTest {

  private final KeyPair keys = KeyPair.generate();
  private final KeyPair nodeKeys = KeyPair.generate();
  private WholeExplorer whole;
  private GridClient grid;
  private AnsweringNode node;

  @TempDir private Path data;

  @BeforeEach
  void start() throws Exception {
    whole = WholeExplorer.start(data, keys, nodeKeys);
    grid = whole.grid();
    node = whole.node();
  }

  @AfterEach
  void stop() throws Exception {
    whole.close();
  }

  @Test
  void a_container_comes_is_listed_and_goes() {
    var deployed =
        run(
            """
            {"flist":"http://h/a.flist","interactive":true,
             "capacity":{"cpu":1,"memory":1024,"disk_size":512,"disk_type":"SSD"},
             "environment":{"KEY":"ü ☃ 😀"},"stats_aggregator":[],"metadata":"{\\"a\\": \\"\\u00fc\\"}"}\
            """,
            "deploy",
            "-");
    assertThat(deployed.code()).as(deployed.err()).isEqualTo(ExitCode.DONE);
    assertThat(deployed.out()).contains("container 1-1 runs", "http://172.24.1.2:7681");
    assertThat(run("", "list").out()).contains("1-1  container  running  172.24.1.2");
    assertThat(run("", "delete", "1-1").out()).isEqualTo("container 1-1 is gone\n");
    assertThat(run("", "list").out().lines()).hasSize(1);
    assertThat(run("", "list", "--all").out()).contains("1-1  container  deleted");
    assertThat(run("", "delete", "1").code()).isEqualTo(ExitCode.DONE);
  }

  @Test
  void a_list_of_volume_network_and_container_is_deployed_in_order() {
    var deployed =
        run(
            """
            [{"size":1,"type":1},
             {"name":"default","network_iprange":"172.24.0.0/16","iprange":"172.24.1.0/24"},
             {"flist":"http://h/f","capacity":{"cpu":1,"memory":1024},
              "volumes":[{"volume_id":"#1","mountpoint":"/data"}]},
             {"flist":"http://h/f","capacity":{"cpu":1,"memory":1024}}]\
            """,
            "deploy",
            "-",
            "-o",
            "json");
    assertThat(deployed.code()).as(deployed.err()).isEqualTo(ExitCode.DONE);
    assertThat(Json.tree(deployed.out()).items()).hasSize(4);
    assertThat(node.seen())
        .extracting(one -> Json.tree(Json.write(one)).member("network_connection"))
        .map(one -> one.isList() ? one.items().getFirst().member("ipaddress").text() : "")
        .containsSubsequence("172.24.1.2", "172.24.1.3");
    var network = Json.tree(Json.write(node.seen().get(1)));
    assertThat(network.member("wireguard_public_key").text()).hasSize(44);
    assertThat(network.member("wireguard_private_key_encrypted").text()).isNotEmpty();
    assertThat(network.member("wireguard_listen_port").integer()).isEqualTo(51_821);
  }

  @Test
  void an_error_of_the_node_is_told() {
    var failed = run("{\"size\":1,\"type\":1,\"description\":\"fail\"}", "deploy", "-");
    assertThat(failed.code()).isEqualTo(ExitCode.FAILED);
    assertThat(failed.err()).endsWith("failed: it did not work\n");
  }

  @Test
  void a_refusal_of_the_explorer_is_told() {
    var refused = run("{\"size\":1,\"pool_id\":99}", "deploy", "-");
    assertThat(refused.code()).isEqualTo(ExitCode.UNKNOWN);
    assertThat(refused.err()).contains("pool does not exist (404)").hasLineCount(1);
  }

  @Test
  void what_its_pool_cannot_pay_is_refused_and_does_not_stay_listed() throws Exception {
    var poor = grid.orderPool(0, 100, 100, List.of(nodeKeys.nodeId()));
    var refused = run("{\"size\":1000,\"type\":1,\"pool_id\":%d}".formatted(poor), "deploy", "-");
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("pool needs additional capacity").hasLineCount(1);
    assertThat(grid.awaitDeleted(1, WholeExplorer.SOON).nextAction()).isEqualTo(NextAction.DELETED);
  }

  @Test
  void unknown_ids_are_told() {
    assertThat(run("", "get", "99").code()).isEqualTo(ExitCode.UNKNOWN);
    assertThat(run("", "delete", "99").code()).isEqualTo(ExitCode.UNKNOWN);
  }

  @Test
  void node_pool_and_user_are_listed() throws Exception {
    assertThat(run("", "node").out()).contains(nodeKeys.nodeId()).contains("up").contains("/4");
    assertThat(run("", "pool").out()).contains("2592000");
    assertThat(run("", "user").out()).contains("admin").contains(keys.publicKeyHex());
    assertThat(run("", "node", "--search", "gent").out().lines()).hasSize(1);
    assertThat(run("", "node", "list", "--search", "ghen", "--farm", "1,9").out())
        .contains(nodeKeys.nodeId());
    assertThat(run("", "node", "--country", "Belgium", "-o", "json").out())
        .contains(nodeKeys.nodeId());
    try (var stranger = GridClient.anonymous(whole.uri())) {
      for (var name : List.of("ann.3bot", "bea.3bot", "cyd.3bot")) {
        var _ = stranger.register(KeyPair.generate(), name, name + "@example.org");
      }
    }
    assertThat(run("", "user", "--search", "EA.3").out()).contains("bea").doesNotContain("ann");
    var page = run("", "user", "--sort=-name", "--limit", "2", "--page", "2");
    assertThat(page.out().lines().skip(1).map(line -> line.split(" +", 3)[1]))
        .containsExactly("ann.3bot", "admin");
    assertThat(run("", "user", "--limit", "1").err()).contains("1 of 4; --page shows others");
    assertThat(Json.tree(run("", "user", "-o", "json").out()).items()).hasSize(4);
    assertThat(run("", "user", "--limit", "0").code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run("", "node", "--sort", "nonsense").err()).contains("nonsense");
    var _ = grid.orderPool(0, 100, 100, List.of(nodeKeys.nodeId()));
    var pools = run("", "pool", "list", "--sort=-id", "--search", nodeKeys.nodeId(), "-o", "json");
    assertThat(Json.tree(pools.out()).items())
        .extracting(one -> one.member("pool_id").integer())
        .containsExactly(2L, 1L);
    assertThat(node.registered().publicKeyHex()).isEqualTo(nodeKeys.publicKeyHex());
  }

  @Test
  void volumes_networks_and_pools_come_and_go() {
    var volume = run("", "volume", "create", "2", "--disk", "hdd", "--name", "data");
    assertThat(volume.code()).as(volume.err()).isEqualTo(ExitCode.DONE);
    assertThat(volume.out()).startsWith("volume 1-1 runs");
    var network = run("", "network", "create", "back", "172.25.0.0/16", "-o", "json");
    assertThat(network.code()).as(network.err()).isEqualTo(ExitCode.DONE);
    assertThat(run("", "volume", "list", "-o", "wide").out()).contains("2 GiB HDD", "data");
    assertThat(run("", "network").out()).contains("back 172.25.1.0/24").doesNotContain("GiB");
    var wrong = run("", "volume", "delete", "2");
    assertThat(wrong.code()).isEqualTo(ExitCode.WRONG_CALL);
    assertThat(wrong.err()).contains("2-1 is a network, no volume");
    assertThat(run("", "volume", "delete", "1").out()).isEqualTo("volume 1-1 is gone\n");
    assertThat(run("", "network", "delete", "2").code()).isEqualTo(ExitCode.DONE);
    assertThat(run("", "network", "create", "x", "172.25.1.0/28").code())
        .isEqualTo(ExitCode.WRONG_CALL);
    assertThat(run("", "volume", "create", "0").code()).isEqualTo(ExitCode.WRONG_CALL);
    var pool = run("", "pool", "create", "--cus", "1000", "--sus", "2000", "-o", "json");
    assertThat(pool.code()).as(pool.err()).isEqualTo(ExitCode.DONE);
    var id = String.valueOf(Json.tree(pool.out()).member("pool_id").integer());
    assertThat(run("", "pool", "topup", id, "--cus", "500").out())
        .contains("pool " + id, "1500 unit seconds left", "2000 unit seconds left");
    assertThat(run("", "pool", "get", id, "-o", "yaml").out()).contains("cus: 1500");
    assertThat(run("", "pool", "topup", id).err()).contains("--cus is 0 and --sus is 0");
    assertThat(run("", "node", "get", nodeKeys.nodeId()).out()).contains(": up", "Ghent, Belgium");
    assertThat(run("", "node", "list", "-o", "wide").out()).contains("CONTAINERS");
  }

  @Test
  void a_user_is_found_again_by_its_keys_and_guarded_against_others() throws Exception {
    assertThat(grid.register(keys, "admin", "x@y.z").id()).isEqualTo(grid.tid());
    assertThatThrownBy(() -> grid.register(KeyPair.generate(), "admin", "x@y.z"))
        .isInstanceOf(GridException.class);
    grid.updateUser(
        Json.user(
            "{\"name\":\"admin\",\"pubkey\":\"%s\",\"description\":\"new\"}"
                .formatted(keys.publicKeyHex())));
    assertThat(grid.user(grid.tid()).description()).isEqualTo("new");
    assertThat(grid.user(grid.tid()).email()).isEqualTo("admin@example.org");
  }

  @Test
  void work_reaches_the_node_at_once() throws Exception {
    var start = System.nanoTime();
    var wish =
        Json.reservation(
            "{\"workload_id\":1,\"workload_type\":2,\"size\":1,\"pool_id\":1,\"node_id\":\"%s\"}"
                .formatted(nodeKeys.nodeId()));
    var id = grid.deploy(wish);
    assertThat(grid.awaitResult(id, WholeExplorer.SOON).nextAction()).isEqualTo(NextAction.DEPLOY);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
  }

  private CommandRun run(String input, String... args) {
    return CommandRun.of(data, input, args);
  }
}
