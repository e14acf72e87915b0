package io.coredeck.dashboard;

import com.sun.net.httpserver.HttpServer;
import io.coredeck.explorer.Explorer;
import io.coredeck.explorer.ExplorerConfig;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Location;
import io.coredeck.model.registry.Role;
import io.coredeck.model.registry.WalletAddress;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.account.AccountClient;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// A real explorer, a node that answers by a script, a hub with two images, and somebody who has
/// signed in to a dashboard.
final class ComposerGrid implements AutoCloseable {

  /// Lets `ines` in.
  static final String PASSWORD = "correct horse battery";

  private static final String GIVEN = "given by the admin";
  private static final String SETUP_TOKEN = "the token of this test";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long PLENTY = 1_000_000_000_000L;

  private final Path folder;
  private final Explorer explorer;
  private final HttpServer hub;
  private final GridClient grid;
  private final ScriptedNode node;
  private final DashboardServer dashboard;
  private final URI address;

  private ComposerGrid(
      Path folder,
      Explorer explorer,
      HttpServer hub,
      GridClient grid,
      ScriptedNode node,
      DashboardServer dashboard,
      URI address) {
    this.folder = folder;
    this.explorer = explorer;
    this.hub = hub;
    this.grid = grid;
    this.node = node;
    this.dashboard = dashboard;
    this.address = address;
  }

  static ComposerGrid start() throws Exception {
    var folder = Files.createTempDirectory("coredeck-composer");
    var explorer = Explorer.start(ExplorerConfig.read(settings(folder)), InstantSource.system());
    try {
      return start(folder, explorer);
    } catch (Exception e) {
      explorer.close();
      throw e;
    }
  }

  private static ComposerGrid start(Path folder, Explorer explorer) throws Exception {
    var address = URI.create("http://127.0.0.1:" + explorer.port() + "/api/v1");
    var keys = KeyPair.generate();
    long tid;
    try (var anonymous = GridClient.anonymous(address)) {
      tid = anonymous.register(keys, "ines", "ines@localhost").id();
    }
    var grid = GridClient.connect(address, keys, tid);
    var farm =
        grid.createFarm(
            new Farm(
                0, tid, "farm", "", List.of(new WalletAddress("FreeTFT", "none")), Location.NONE));
    var node = ScriptedNode.start(address, farm);
    var pool = grid.orderPool(0, PLENTY, PLENTY, List.of(node.nodeId()));
    var _ = network(grid, node.nodeId(), pool, "default", "172.24");
    var hub = hub();
    var hubUrl = URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
    try (var accounts = AccountClient.connect(address, keys, tid)) {
      accounts.createFirst("ines", PASSWORD, keys, SETUP_TOKEN);
    }
    var dashboard = DashboardServer.start(new DashboardConfig("127.0.0.1", 0, address, hubUrl));
    return new ComposerGrid(folder, explorer, hub, grid, node, dashboard, address);
  }

  URI url() {
    return dashboard.url();
  }

  /// @return base URL of the explorer
  URI explorer() {
    return address;
  }

  GridClient grid() {
    return grid;
  }

  ScriptedNode node() {
    return node;
  }

  /// Makes an account whose person has chosen a password already.
  void add(String name, Role role, String password) throws Exception {
    var ines = AccountClient.signIn(address, "ines", PASSWORD, "");
    try (var accounts = AccountClient.connect(address, ines)) {
      accounts.create(name, role, GIVEN);
    }
    var person = AccountClient.signIn(address, name, GIVEN, "");
    try (var own = AccountClient.connect(address, person)) {
      own.setPassword(name, GIVEN, password);
    }
  }

  private static Path settings(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("explorer.properties"),
        "listen=127.0.0.1:0\nusers.open=true\nnodes.open=true\ndatabase=jdbc:sqlite:%s\nsetup.token=%s\n"
            .formatted(folder.resolve("explorer.db"), SETUP_TOKEN));
  }

  /// @param prefix the first two numbers of its addresses; those of the node begin with `PREFIX.1`
  /// @return its reservation
  long createNetwork(String name, String prefix) throws Exception {
    return network(grid, node.nodeId(), grid.pools().getFirst().poolId(), name, prefix);
  }

  private static long network(GridClient grid, String nodeId, long pool, String name, String prefix)
      throws Exception {
    var part =
        new NetworkResource(
            name, prefix + ".0.0/16", prefix + ".1.0/24", "00", "AAAA", 51820, List.of());
    var empty = Json.reservation("{\"workload_type\": 2, \"workload_id\": 1}");
    var wish =
        new Reservation(
            0,
            1,
            nodeId,
            pool,
            "",
            "",
            "",
            grid.tid(),
            "",
            empty.nextAction(),
            empty.signingRequestProvision(),
            empty.signingRequestDelete(),
            List.of(),
            List.of(),
            empty.signatureFarmer(),
            0,
            2,
            empty.result(),
            part);
    return grid.awaitResult(grid.deploy(wish), LIMIT).id();
  }

  private static HttpServer hub() throws IOException {
    var hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    put(hub, "/api/flist", "[\"demo/busybox.flist\", \"demo/missing.flist\"]");
    put(
        hub,
        "/api/flist/demo/busybox.flist/light",
        "{\"name\": \"busybox.flist\", \"size\": 4711, \"description\": \"A small shell with the"
            + " usual commands.\"}");
    put(hub, "/api/flist/demo/missing.flist/light", "{\"description\": \"Gone by now.\"}");
    hub.start();
    return hub;
  }

  /// From now on the hub tells more of its images in its list, as ours does.
  void describeImages() {
    put(
        hub,
        "/api/images",
        """
        {"total": 2, "images": [
          {"repository": "demo", "name": "busybox.flist", "size": 4711,
           "description": "A small shell with the usual commands."},
          {"repository": "demo", "name": "%s.flist", "size": 52428800}]}
        """
            .formatted("an-image-with-a-name-that-is-longer-than-most-".repeat(2)));
  }

  private static void put(HttpServer hub, String path, String json) {
    hub.createContext(
        path,
        exchange -> {
          var body = json.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  @Override
  public void close() throws IOException {
    dashboard.close();
    node.close();
    grid.close();
    hub.stop(0);
    explorer.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
