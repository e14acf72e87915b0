package io.coredeck.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.cli.setup.ExitCode;
import io.coredeck.identity.KeyPair;
import io.coredeck.identity.Mnemonic;
import io.coredeck.model.NextAction;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.testkit.WebhookReceiver;
import io.coredeck.wire.Json;
import java.net.URI;
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
  private URI uri;
  private GridClient grid;
  private AnsweringNode node;

  @TempDir private Path data;

  @BeforeEach
  void start() throws Exception {
    whole = WholeExplorer.start(data, keys, nodeKeys);
    grid = whole.grid();
    uri = whole.uri();
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

  @Test
  void people_are_looked_after_from_the_command_line() throws Exception {
    account();
    var added = run("", "user", "add", "omar", "--role", "operator");
    assertThat(added.code()).as(added.err()).isEqualTo(ExitCode.DONE);
    assertThat(added.out()).contains("omar is operator").containsPattern("password  [a-z2-9-]{23}");
    assertThat(run("my own password\n", "user", "add", "mary", "--password-stdin").out())
        .isEqualTo("mary is user\n");
    assertThat(run("", "user", "accounts").out()).contains("omar", "operator", "never");
    assertThat(run("", "user", "role", "omar", "viewer").out()).contains("is now viewer");
    assertThat(run("", "user", "disable", "omar").out()).contains("is disabled");
    assertThat(run("", "user", "enable", "omar").out()).contains("may sign in again");
    assertThat(run("", "user", "reset", "omar", "-o", "json").out()).contains("\"password\":\"");
    assertThat(run("", "user", "delete", "omar").out()).contains("omar is deleted");
    var refused = run("", "user", "disable", "admin");
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("the only admin");
    var audit = run("", "audit", "--action", "account.", "--since", "5m");
    assertThat(audit.out().lines()).hasSizeGreaterThan(6);
    assertThat(audit.out()).contains("account.delete", "omar", "refused");
    assertThat(run("", "audit", "--since", "yesterday").code()).isEqualTo(ExitCode.WRONG_CALL);
    var csv = run("", "audit", "--export", "csv", "--action", "account.delete");
    assertThat(csv.out()).startsWith("id,time,").contains(",account.delete,omar,ok,");
    assertThat(run("", "audit", "--export", "xml").code()).isEqualTo(ExitCode.WRONG_CALL);
  }

  @Test
  void who_registers_is_let_in_and_sent_away_from_the_command_line() throws Exception {
    account();
    long tid;
    try (var stranger = GridClient.anonymous(uri)) {
      tid = stranger.register(KeyPair.generate(), "omar.3bot", "omar@example.org").id();
    }
    assertThat(run("", "user", "refuse", "" + tid).out())
        .isEqualTo("user %d is not admitted\n".formatted(tid));
    assertThat(run("", "user", "admit", "" + tid).out())
        .isEqualTo("user %d is admitted\n".formatted(tid));
    assertThat(run("", "user", "asking", "-o", "json").out().strip()).isEqualTo("[]");
    assertThat(run("", "user", "admit", "99").err()).contains("user not found");
    var id = nodeKeys.nodeId();
    assertThat(run("", "node", "refuse", id).out())
        .isEqualTo("node %s is not admitted\n".formatted(id));
    assertThat(run("", "node", "asking").out().lines()).hasSize(1);
    assertThat(run("", "node", "list").out()).doesNotContain(id);
    assertThat(run("", "node", "admit", id).out()).isEqualTo("node %s is admitted\n".formatted(id));
    assertThat(run("", "node", "list").out()).contains(id);
  }

  @Test
  void an_identity_of_the_original_becomes_the_key_of_an_account() throws Exception {
    account();
    run("my first password\n", "user", "add", "omar", "--password-stdin");
    var person = AccountClient.signIn(uri, "omar", "my first password", "");
    try (var own = AccountClient.connect(uri, person)) {
      own.setPassword("omar", "my first password", "my own password");
    }
    var original = KeyPair.generate();
    long tid;
    try (var stranger = GridClient.anonymous(uri)) {
      tid = stranger.register(original, "omar.3bot", "omar@example.org").id();
    }
    var words = Mnemonic.words(original);
    var brought =
        run("my own password\n" + words + "\n", "user", "key", "import", "omar", "--stdin");
    assertThat(brought.code()).as(brought.err()).isEqualTo(ExitCode.DONE);
    assertThat(brought.out()).isEqualTo("omar signs as user %d now\n".formatted(tid));
    var shown = run("my own password\n", "user", "key", "export", "omar", "--stdin");
    assertThat(shown.out()).isEqualTo(words + "\n");
    assertThat(run("", "user", "key", "export", "omar", "--stdin").err())
        .contains("it must have: password");
  }

  @Test
  void a_token_does_for_a_command_what_the_key_does() throws Exception {
    account();
    var made = run("", "token", "add", "ci", "--scope", "write", "--days", "7");
    assertThat(made.code()).as(made.err()).isEqualTo(ExitCode.DONE);
    var token = made.out().strip();
    var elsewhere = data.resolve("elsewhere");
    var network =
        "{\"name\":\"mine\",\"network_iprange\":\"172.24.0.0/16\",\"iprange\":\"172.24.3.0/24\"}";
    assertThat(bearing(elsewhere, token, network, "deploy", "-").code()).isEqualTo(ExitCode.DONE);
    var container =
        "{\"flist\":\"http://h/f\",\"interactive\":true,\"secret_environment_plain\":{\"A\":\"s\"},\"capacity\":{\"cpu\":1,\"memory\":1024}}";
    var deployed = bearing(elsewhere, token, container, "deploy", "-");
    assertThat(deployed.code()).as(deployed.err()).isEqualTo(ExitCode.DONE);
    assertThat(node.seen())
        .extracting(one -> Json.write(one))
        .anyMatch(text -> text.contains("172.24.3.2") && text.contains("\"mine\""));
    assertThat(bearing(elsewhere, token, "", "list").out().lines()).hasSize(3);
    assertThat(bearing(elsewhere, token, "", "delete", "2").code()).isEqualTo(ExitCode.DONE);
    assertThat(bearing(elsewhere, token, "", "audit").out()).contains("token ci");
    assertThat(bearing(elsewhere, token, "", "logs", "1").code()).isEqualTo(ExitCode.FAILED);
    assertThat(run("", "token", "revoke", "ci").out()).contains("token ci is revoked");
    var refused = bearing(elsewhere, token, "", "list");
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err()).contains("was revoked");
  }

  @Test
  void a_webhook_is_made_shown_changed_tried_and_removed() throws Exception {
    account();
    try (var receiver = new WebhookReceiver()) {
      var made = run("", "webhook", "create", receiver.url("/cli"), "--event", "ok,error");
      assertThat(made.code()).as(made.err()).isEqualTo(ExitCode.DONE);
      assertThat(made.out()).startsWith("whsec_");
      assertThat(made.err()).contains("webhook 1;", "shown only now");
      assertThat(run("", "webhook", "ping", "1").out()).startsWith("taken with 204");
      assertThat(receiver.next("/cli").isSignedWith(made.out().strip())).isTrue();
      var deployed = run("{\"size\":1,\"type\":1}", "deploy", "-");
      assertThat(deployed.code()).as(deployed.err()).isEqualTo(ExitCode.DONE);
      assertThat(receiver.next("/cli").body()).contains("\"workload.ok\"");
      assertThat(run("", "webhook", "list").out()).contains("1        enabled", "/cli");
      assertThat(run("", "webhook", "deliveries", "1").out()).contains("workload.ok");
      var update = run("", "webhook", "update", "1", "--no-enabled", "--event", "all");
      assertThat(update.out()).as(update.err()).isEqualTo("webhook 1 is changed\n");
      var shown = run("", "webhook", "show", "1").out();
      assertThat(shown).contains("webhook 1 is disabled", "all events", "/cli");
      var again = run("", "webhook", "redeliver", "1", "1");
      assertThat(again.err()).contains("the webhook is disabled");
      receiver.answer("/cli", WebhookReceiver.Answer.of(500));
      var failed = run("", "webhook", "ping", "1");
      assertThat(failed.code()).isEqualTo(ExitCode.FAILED);
      assertThat(failed.err()).contains("not taken: answered 500");
      assertThat(run("", "webhook", "rotate", "1").out()).startsWith("whsec_");
      assertThat(run("", "webhook", "create", "ftp://x/").err()).contains("must begin with https");
      assertThat(run("", "webhook", "create", "https://x/", "--event", "no").code())
          .isEqualTo(ExitCode.WRONG_CALL);
      var read = run(receiver.url("/secret") + "\n", "webhook", "update", "1", "--url", "-");
      assertThat(read.code()).as(read.err()).isEqualTo(ExitCode.DONE);
      assertThat(run("", "webhook", "show", "1").out()).contains("/secret");
      assertThat(run("", "webhook", "delete", "1").out()).isEqualTo("webhook 1 is gone\n");
      assertThat(run("", "webhook", "show", "1").code()).isEqualTo(ExitCode.UNKNOWN);
    }
  }

  private CommandRun bearing(Path elsewhere, String token, String input, String... args) {
    var all =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(args),
                java.util.stream.Stream.of("--token", token, "--explorer", uri.toString()))
            .toArray(String[]::new);
    return CommandRun.of(elsewhere, input, all);
  }

  private void account() throws Exception {
    try (var accounts = AccountClient.connect(uri, keys, grid.tid())) {
      accounts.createFirst("admin", "a long password", keys, WholeExplorer.SETUP_TOKEN);
    }
  }

  private CommandRun run(String input, String... args) {
    return CommandRun.of(data, input, args);
  }
}
