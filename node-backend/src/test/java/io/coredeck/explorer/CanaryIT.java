package io.coredeck.explorer;

import static io.coredeck.explorer.CanaryCalls.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.AnsweringNode;
import io.coredeck.cli.CommandRun;
import io.coredeck.explorer.CanaryCalls.Mistakes;
import io.coredeck.explorer.backup.BackupMain;
import io.coredeck.identity.KeyPair;
import io.coredeck.identity.Mnemonic;
import io.coredeck.identity.Secrets;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Location;
import io.coredeck.model.registry.Role;
import io.coredeck.model.registry.WalletAddress;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.sdk.account.ProviderSignIn;
import io.coredeck.testkit.ExplorerProcess;
import io.coredeck.testkit.WebhookReceiver;
import io.coredeck.wire.Json;
import io.coredeck.wire.account.ProviderMessages;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An explorer as a program of its own, with the command line, a node, a webhook's receiver and an
/// identity provider, in which every kind of secret is used: and then none of them is in what it
/// logged, answered, told or keeps.
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class CanaryIT {

  /// Everything that the explorer may say.
  private static final String TALKATIVE =
      """
      handlers=java.util.logging.ConsoleHandler
      java.util.logging.ConsoleHandler.level=ALL
      io.coredeck.level=ALL
      """;

  /// Commands that show something.
  private static final String LOOKING =
      """
      list, get 2 -o json, get 2, logs 2, stats 2, node, user, pool, accounts, token, \
      audit, webhook list --all, webhook show 1, network, save 2 --as one, \
      template show one, profile\
      """;

  /// What was shown where it is to be shown.
  private static final String SEEN =
      """
      alice's key, the words of alice's key, the reading token, a webhook's secret, \
      a chosen password, a new password, a webhook's path\
      """;

  private final Canaries canaries = new Canaries();
  private final KeyPair alice = keys("alice's key");
  private final KeyPair sponsor = keys("the sponsor's key");
  private final KeyPair nodeKeys = keys("the node's key");
  private final String setup = canaries.plant("the setup token", "canary-setup/token+4711");
  private final String password = canaries.plant("alice's password", "canary of alice/+ ü 1");
  private final String given = canaries.plant("a given password", "canary given/+ by admin");
  private final String own = canaries.plant("omar's password", "canary of omar/+ ö 2");
  private final String wrong = canaries.plant("a wrong password", "canary that is/+ wrong ß");
  private final String secret = canaries.plant("a secret variable", "canary/variable+ä 17");
  private final String redis = canaries.plant("a password in a URL", "canary-in-an-url-0815");
  private final String hookPath = canaries.plant("a webhook's path", "canary-path-of-webhook");
  private final String phrase = canaries.plant("a backup's passphrase", "canary pass/phrase + 99");

  @TempDir private Path folder;
  private URI uri = URI.create("http://none");
  private CanaryCalls calls = new CanaryCalls(uri, canaries);
  private long aliceId;

  private KeyPair keys(String name) {
    var keys = KeyPair.generate();
    canaries.plant(name, HexFormat.of().formatHex(keys.seed()));
    canaries.plant("the words of " + name, Mnemonic.words(keys));
    return keys;
  }

  @Test
  void no_secret_is_anywhere_but_where_it_is_shown_once() throws Exception {
    canaries.plant("the provider's client secret", TestProvider.SECRET);
    var logging = Files.writeString(folder.resolve("logging.properties"), TALKATIVE);
    try (var provider = new TestProvider();
        var receiver = new WebhookReceiver()) {
      var settings =
          "setup.token=%s\nprovider.file=%s\nwebhook.networks=127.0.0.0/8\nredis=redis://u:%s@127.0.0.1:1\n"
              .formatted(setup, provider.settings(folder), redis);
      var database = "jdbc:sqlite:" + folder.resolve("explorer.db");
      var talking = "-Djava.util.logging.config.file=" + logging;
      var explorer = ExplorerProcess.startWith(settings, folder, database, talking);
      try (explorer) {
        uri = explorer.uri();
        calls = new CanaryCalls(uri, canaries);
        begin();
        people(provider);
        hooks(receiver);
        try (var node = node()) {
          workloads(node, receiver);
          calls.mistakes(new Mistakes(password, own, wrong, secret, redis, sponsor));
          calls.everywhere(nodeKeys.nodeId(), aliceId);
          calls.stream();
        }
        process(explorer.process());
        copies();
        explorer.process().toHandle().destroy(); // that of a process closes what its log comes by
        assertThat(explorer.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
        canaries.look("the log", explorer.log().get(20, TimeUnit.SECONDS));
        assertThat(explorer.log().get()).contains("the explorer listens on");
      }
      database();
      unreachable();
    }
    canaries.plant("the seal", Files.readString(folder.resolve("keys.seal")).strip());
    assertThat(canaries.places("200 of GET")).isGreaterThan(60);
    for (var name : SEEN.split(", ", -1)) {
      assertThat(canaries.isSeen(name)).as(name).isTrue(); // so it would be found elsewhere, too
    }
    assertThat(canaries.found()).isEmpty();
  }

  private void begin() throws Exception {
    try (var stranger = GridClient.anonymous(uri)) {
      aliceId = stranger.register(alice, "alice", "alice@example.org").id();
      stranger.register(sponsor, "sponsor", "sponsor@example.org");
    }
    try (var admin = AccountClient.connect(uri, alice, aliceId)) {
      admin.createFirst("alice", password, alice, setup);
      admin.create("omar", Role.USER, given);
    }
    calls.signIn("alice", password);
    var omar = calls.signIn("omar", given);
    try (var calls = AccountClient.connect(uri, omar)) {
      calls.setPassword("omar", given, own);
    }
    calls.signIn("omar", own);
  }

  private void people(TestProvider provider) throws Exception {
    provider.name = "petra";
    for (var scope : List.of("read", "write")) {
      var name = "the %sing token".formatted(scope);
      var body = "{\"name\":\"%s\",\"scope\":\"%s\",\"days\":7}".formatted(scope, scope);
      var made = Json.tree(calls.ask("alice", "POST", "/accounts/alice/tokens", body, name));
      calls.ask("alice", "POST", "/accounts/alice/tokens", body); // once more: it is there
      var token = canaries.plant(name, made.member("token").text());
      calls.as(scope, Map.of("Authorization", "Bearer " + token));
    }
    var vera = "{\"name\":\"vera\",\"role\":\"viewer\"}";
    var chosen = Json.tree(calls.ask("alice", "POST", "/accounts", vera, "a chosen password"));
    canaries.plant("a chosen password", chosen.member("password").text());
    var renew = "{\"reset\":true}";
    var reset = Json.tree(calls.ask("alice", "PUT", "/accounts/vera", renew, "a new password"));
    canaries.plant("a new password", reset.member("password").text());
    var proof = json("password", password);
    calls.ask("alice", "POST", "/accounts/alice/key", proof, "the words of alice's key");
    var text = "{\"node_id\":\"%s\",\"text\":\"%s\"}".formatted(nodeKeys.nodeId(), secret);
    calls.ask("write", "POST", "/accounts/encrypt", text);
    var begun = ProviderSignIn.begin(uri);
    var back = provider.visit(URI.create(begun.url()));
    var answer = new ProviderMessages.Answer(begun.flow(), back.state(), back.code(), "");
    var person = ProviderSignIn.end(uri, answer, "192.0.2.7");
    canaries.plant("the session of who came by the provider", person.session());
    canaries.plant("their key", HexFormat.of().formatHex(person.keys().seed()));
    calls.as("provided", CanaryCalls.headers(person));
  }

  private void hooks(WebhookReceiver receiver) throws Exception {
    var body = json("url", receiver.url("/" + hookPath));
    var headers = new HashMap<>(calls.headersOf("alice"));
    headers.put("Idempotency-Key", "the-only-one");
    calls.as("alice, again", headers);
    var shown = new String[] {"a webhook's secret", "a webhook's path"};
    var made = Json.tree(calls.ask("alice, again", "POST", "/webhooks", body, shown));
    canaries.plant("a webhook's secret", made.member("secret").text());
    calls.ask("alice, again", "POST", "/webhooks", body); // 409: it is not shown again
    var rotated =
        calls.ask("alice", "POST", "/webhooks/1/rotate", "", "a new secret", "a webhook's path");
    canaries.plant("a new secret", Json.tree(rotated).member("secret").text());
    calls.ask("alice", "POST", "/webhooks/1/ping", "");
    canaries.look("a ping", receiver.next("/" + hookPath).toString());
    calls.ask("omar", "POST", "/webhooks", json("url", "https://user:" + redis + "@example.org/"));
  }

  private AnsweringNode node() throws Exception {
    try (var grid = GridClient.connect(uri, alice, aliceId)) {
      var wallets = List.of(new WalletAddress("TFT", "none"));
      var farm =
          grid.createFarm(new Farm(0, aliceId, "local", "a@example.org", wallets, Location.NONE));
      var node = AnsweringNode.start(uri, nodeKeys, farm);
      grid.orderPool(0, 1_000_000, 1_000_000, List.of(nodeKeys.nodeId()));
      return node;
    }
  }

  private void workloads(AnsweringNode node, WebhookReceiver receiver) throws Exception {
    var data = folder.resolve("platform");
    CommandRun.platform(
        data, uri, "redis://:%s@127.0.0.1:1".formatted(redis), nodeKeys.nodeId(), aliceId, alice);
    command("", "network", "create", "back", "172.25.0.0/16");
    var container =
        """
        {"flist":"http://h/f.flist","capacity":{"cpu":1,"memory":1024},
         "secret_environment":{"PW":"%s"},
         "logs":[{"type":"redis","data":{"stdout":"redis://:%s@127.0.0.1:1/out"}}]}\
        """
            .formatted(secret, redis);
    var deployed = command(container, "deploy", "-", "-o", "json");
    assertThat(deployed.code()).as(deployed.err()).isZero();
    var network = Json.tree(Json.write(node.seen().getFirst()));
    var sealed = network.member("wireguard_private_key_encrypted").text();
    canaries.plant("a network's private key", new String(Secrets.unseal(nodeKeys, sealed), UTF_8));
    for (var line : LOOKING.split(", ", -1)) {
      command("", line.split(" ", -1));
    }
    sponsored();
    var told = "";
    while (!told.contains("workload.ok")) {
      var next = receiver.next("/" + hookPath);
      canaries.look("a delivery", next.toString());
      told = next.body();
    }
  }

  private CommandRun command(String input, String... line) {
    var run = CommandRun.of(folder.resolve("platform"), input, line);
    var name = "the command " + String.join(" ", line);
    canaries.look(name, run.out() + run.err(), "a webhook's path");
    return run;
  }

  private void sponsored() throws Exception {
    calls.ask("alice", "PUT", "/users/2/trusted", "{\"trusted\":true}");
    var order = TestExplorer.sponsoredPoolBody(alice, aliceId, sponsor, 2, nodeKeys.nodeId());
    var said = calls.ask("alice", "POST", "/reservations/pools", order);
    assertThat(said).contains("reservation_id");
  }

  private void process(Process explorer) throws Exception {
    for (var file : List.of("cmdline", "environ")) {
      var content = Files.readAllBytes(Path.of("/proc", "" + explorer.pid(), file));
      canaries.look("the explorer's " + file, content);
    }
    assertThat(explorer.children()).isEmpty();
  }

  private void copies() throws Exception {
    var config = folder.resolve("explorer.properties").toString();
    var words = Files.writeString(folder.resolve("passphrase"), phrase + "\n").toString();
    var sealed = folder.resolve("sealed");
    var plain = folder.resolve("plain");
    var args = new String[] {"backup", "--config", config, "--passphrase-file", words, "" + sealed};
    assertThat(BackupMain.run(args)).isZero();
    assertThat(BackupMain.run("backup", "--config", config, "" + plain)).isZero();
    for (var copy : List.of(sealed, plain)) {
      try (var in = new GZIPInputStream(Files.newInputStream(copy))) {
        canaries.look("the backup " + copy.getFileName(), in.readAllBytes(), "a webhook's path");
      }
    }
  }

  private void database() throws Exception {
    try (var files = Files.list(folder)) {
      for (var file : files.filter(one -> one.toString().contains("explorer.db")).toList()) {
        canaries.look("" + file.getFileName(), Files.readAllBytes(file), "a webhook's path");
      }
    }
  }

  /// What fails says why, and not the password.
  private void unreachable() throws Exception {
    var file =
        Files.writeString(
            folder.resolve("unreachable.properties"),
            "listen=127.0.0.1:0\nseal.file=%s\ndatabase=postgresql://coredeck:%s@127.0.0.1:1/x\n"
                .formatted(folder.resolve("other.seal"), redis));
    var process = ExplorerProcess.launch(List.of(), "--config", file.toString());
    try {
      var said = new String(process.getErrorStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).isEqualTo(1);
      assertThat(said).contains("explorer: ");
      canaries.look("what it says without its database", said);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
