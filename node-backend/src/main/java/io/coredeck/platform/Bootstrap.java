package io.coredeck.platform;

import io.coredeck.identity.KeyPair;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Location;
import io.coredeck.model.registry.WalletAddress;
import io.coredeck.node.host.PrivateFile;
import io.coredeck.platform.instance.ConfigFiles;
import io.coredeck.platform.instance.Layout;
import io.coredeck.platform.instance.PlatformException;
import io.coredeck.platform.instance.Secrets;
import io.coredeck.platform.instance.UpOptions;
import io.coredeck.sdk.FarmerClient;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.sdk.network.NetworkPart;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes what the first container needs: an admin, a farm with this node, a pool, a network. What
/// is there already is used.
final class Bootstrap implements AutoCloseable {

  private static final String ADMIN = "admin";
  private static final String FARM = "local";
  private static final String NETWORK = "default";

  /// Capacity nobody uses up: one node's for some thousand years.
  private static final long PLENTY = 1_000_000_000_000L;

  /// Status of a call signed for a disabled account.
  private static final int DISABLED = 403;

  /// What clients of the original may say they pay with; nothing is paid. They pass by farms and
  /// nodes that do not take it.
  private static final List<WalletAddress> CURRENCIES =
      List.of(new WalletAddress("TFT", "none"), new WalletAddress("FreeTFT", "none"));

  private static final int WIREGUARD_PORT = 51820;
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);

  private final UpOptions options;
  private final Layout layout;
  private final KeyPair key;
  private final GridClient client;

  Bootstrap(UpOptions options, Layout layout) throws IOException, InterruptedException {
    this.options = options;
    this.layout = layout;
    this.key = adminKey(layout);
    this.client = GridClient.connect(URI.create(options.explorerUrl()), key, register());
  }

  /// @return the farm's id
  long farm() throws IOException, InterruptedException {
    var known = client.farmNamed(FARM);
    if (known.isPresent()) {
      return known.get().id();
    }
    return client.createFarm(new Farm(0, client.tid(), FARM, "", CURRENCIES, Location.NONE));
  }

  /// Lets the admin sign in with a password. A password that was changed since stays.
  void account(Secrets secrets) throws IOException, InterruptedException {
    try (var accounts =
        AccountClient.connect(URI.create(options.explorerUrl()), key, client.tid())) {
      if (!hasAccount(accounts)) {
        accounts.createFirst(ADMIN, secrets.adminPassword(), key, secrets.setupToken());
      }
    }
  }

  private static boolean hasAccount(AccountClient accounts)
      throws GridException, InterruptedException {
    try {
      accounts.own();
      return true;
    } catch (GridException e) {
      if (e.isNotFound()) {
        return false;
      }
      if (e.status() == DISABLED) {
        return true;
      }
      throw e;
    }
  }

  /// @return the id of this machine's node, whose key is made if it has none yet
  String nodeId() throws IOException {
    if (!Files.exists(layout.nodeKey())) {
      PrivateFile.write(layout.nodeKey(), HexFormat.of().formatHex(KeyPair.generate().seed()));
    }
    return KeyPair.fromSeedHex(Files.readString(layout.nodeKey()).strip()).nodeId();
  }

  /// Makes pool and network; the node must be ready.
  ///
  /// @return the text of endpoints.json
  String endpoints(Secrets secrets) throws IOException, InterruptedException {
    var nodeId = nodeId();
    var pool = pool(nodeId);
    network(nodeId, pool);
    var members = new LinkedHashMap<String, Object>();
    members.put("dashboard", options.dashboardUrl());
    members.put("explorer", options.explorerUrl());
    members.put("hub", options.hubUrl());
    members.put("redis", ConfigFiles.redisUrl(options, secrets));
    members.put("admin", Map.of("name", ADMIN, "password", secrets.adminPassword()));
    members.put("node_id", nodeId);
    members.put("farm", FARM);
    members.put("pool_id", pool);
    members.put("network", NETWORK);
    members.put("iprange", options.nodeRange());
    members.put("demo_flist", options.hubUrl() + "/demo/busybox.flist");
    return Json.writeTree(members) + "\n";
  }

  @Override
  public void close() {
    client.close();
  }

  private static KeyPair adminKey(Layout layout) throws IOException {
    if (Files.exists(layout.adminKey())) {
      var known = Json.tree(Files.readString(layout.adminKey()));
      return KeyPair.fromSeedHex(known.member("seed_hex").text());
    }
    var fresh = KeyPair.generate();
    // Written before it is used: a key that is known to the explorer and lost here would be lost.
    write(layout, fresh, 0);
    return fresh;
  }

  private static void write(Layout layout, KeyPair key, long tid) throws IOException {
    var members = new LinkedHashMap<String, Object>();
    members.put("tid", tid);
    members.put("seed_hex", HexFormat.of().formatHex(key.seed()));
    PrivateFile.write(layout.adminKey(), Json.writeTree(members) + "\n");
  }

  private long register() throws IOException, InterruptedException {
    try (var anonymous = GridClient.anonymous(URI.create(options.explorerUrl()))) {
      var user = anonymous.register(key, ADMIN, "admin@localhost");
      write(layout, key, user.id());
      return user.id();
    }
  }

  private long pool(String nodeId) throws IOException, InterruptedException {
    for (var pool : client.pools()) {
      if (pool.nodeIds().contains(nodeId)) {
        return pool.poolId();
      }
    }
    // Once, with its first pool: an owner who takes it back means it.
    var farmer = new FarmerClient(client);
    farmer.admit(nodeId, true);
    farmer.setFreeToUse(nodeId, true);
    var pool = client.orderPool(0, PLENTY, PLENTY, List.of(nodeId));
    client.awaitCapacity(pool, ANSWER_LIMIT);
    return pool;
  }

  private void network(String nodeId, long pool) throws IOException, InterruptedException {
    for (var known : client.liveWorkloads()) {
      if (known.workload() instanceof NetworkResource network && network.name().equals(NETWORK)) {
        checkRange(network);
        return;
      }
    }
    var id = client.deploy(reservation(nodeId, pool, defaultNetwork(nodeId)));
    var answer = client.awaitResult(id, ANSWER_LIMIT).result();
    if (answer.state() != Result.State.OK) {
      throw new PlatformException(
          "the network '%s' could not be made: %s".formatted(NETWORK, answer.message()));
    }
  }

  private void checkRange(NetworkResource network) throws PlatformException {
    if (!network.iprange().equals(options.nodeRange())) {
      throw new PlatformException(
          "%s has the network '%s' with the range %s, but --network-range is %s; leave it out, or delete the network first"
              .formatted(layout.data(), NETWORK, network.networkIprange(), options.networkRange()));
    }
  }

  private NetworkResource defaultNetwork(String nodeId) {
    return NetworkPart.of(
        nodeId, NETWORK, options.networkRange(), options.nodeRange(), WIREGUARD_PORT);
  }

  private static Reservation reservation(String nodeId, long pool, NetworkResource network) {
    return new Reservation(
        0,
        1,
        nodeId,
        pool,
        "",
        "the network every container can use",
        "",
        0,
        "",
        NextAction.DEPLOY,
        SigningRequest.NONE,
        SigningRequest.NONE,
        List.of(),
        List.of(),
        Signature.NONE,
        0,
        Reservation.CURRENT_VERSION,
        Result.NONE,
        network);
  }
}
