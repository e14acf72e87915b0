package io.coredeck.cli;

import io.coredeck.explorer.Explorer;
import io.coredeck.explorer.ExplorerConfig;
import io.coredeck.explorer.audit.Retention;
import io.coredeck.explorer.door.Admitting;
import io.coredeck.explorer.webhook.send.Networks;
import io.coredeck.explorer.workload.follow.RedisPlace;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.registry.Farm;
import io.coredeck.model.registry.Location;
import io.coredeck.model.registry.WalletAddress;
import io.coredeck.sdk.GridClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// An explorer with a user, a farm, a node that answers whatever it is given, and a pool; the
/// command line finds it by the folder it was made in.
///
/// @param uri the explorer's base address
/// @param grid the user's calls
record WholeExplorer(Explorer explorer, URI uri, GridClient grid, AnsweringNode node)
    implements AutoCloseable {

  static final String SETUP_TOKEN = "the token of this test";

  /// How long what is asked for may take.
  static final Duration SOON = Duration.ofSeconds(30);

  private static final long MONTH = 30L * 24 * 3600;

  /// @param data the platform's directory
  /// @param keys of the user
  /// @param nodeKeys of the node
  static WholeExplorer start(Path data, KeyPair keys, KeyPair nodeKeys) throws Exception {
    return start(data, keys, nodeKeys, settings(data));
  }

  /// @param redis has what containers print and use
  static WholeExplorer start(Path data, KeyPair keys, KeyPair nodeKeys, RedisPlace redis)
      throws Exception {
    return start(data, keys, nodeKeys, settings(data).with(redis));
  }

  private static ExplorerConfig settings(Path data) throws Exception {
    return new ExplorerConfig(
        "127.0.0.1",
        0,
        "jdbc:sqlite:" + data.resolve("explorer.db"),
        Duration.ofMinutes(5),
        data.resolve("keys.seal"),
        SETUP_TOKEN,
        new Retention(Duration.ofDays(1), 1000),
        Admitting.EVERYBODY,
        Optional.empty(),
        Networks.of("127.0.0.0/8"));
  }

  private static WholeExplorer start(
      Path data, KeyPair keys, KeyPair nodeKeys, ExplorerConfig config) throws Exception {
    var explorer = Explorer.start(config, InstantSource.system());
    var uri = URI.create("http://127.0.0.1:" + explorer.port() + "/api/v1");
    long tid;
    try (var stranger = GridClient.anonymous(uri)) {
      tid = stranger.register(keys, "admin", "admin@example.org").id();
    }
    var grid = GridClient.connect(uri, keys, tid);
    var wallets = List.of(new WalletAddress("TFT", "none"));
    var farm =
        grid.createFarm(new Farm(0, tid, "local", "admin@example.org", wallets, Location.NONE));
    var node = AnsweringNode.start(uri, nodeKeys, farm);
    var pool = grid.orderPool(0, MONTH, MONTH, List.of(nodeKeys.nodeId()));
    grid.awaitCapacity(pool, SOON);
    CommandRun.platform(data, uri, "redis://127.0.0.1:1", nodeKeys.nodeId(), tid, keys);
    return new WholeExplorer(explorer, uri, grid, node);
  }

  @Override
  public void close() {
    node.close();
    grid.close();
    explorer.close();
  }
}
