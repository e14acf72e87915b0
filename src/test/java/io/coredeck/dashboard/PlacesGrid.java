package io.coredeck.dashboard;

import io.coredeck.blocks.BlockAddress;
import io.coredeck.dashboard.live.redis.RedisPlace;
import io.coredeck.hub.Hub;
import io.coredeck.hub.HubConfig;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Role;
import io.coredeck.node.host.LinuxHost;
import io.coredeck.sdk.hub.HubClient;
import io.coredeck.waiting.FreePorts;
import io.coredeck.wire.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/// A real explorer, a node that answers by a script, a real hub with its Redis, and a dashboard
/// that may upload to it.
final class PlacesGrid implements AutoCloseable {

  static final String TOKEN = "a-token-of-enough-length";

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final ComposerGrid base;
  private final Path folder;
  private final Process redis;
  private final Hub hub;
  private final DashboardServer dashboard;

  private PlacesGrid(
      ComposerGrid base, Path folder, Process redis, Hub hub, DashboardServer dashboard) {
    this.base = base;
    this.folder = folder;
    this.redis = redis;
    this.hub = hub;
    this.dashboard = dashboard;
  }

  static PlacesGrid start() throws Exception {
    var base = ComposerGrid.start();
    var folder = Files.createTempDirectory("coredeck-places");
    var port = FreePorts.next();
    var redis =
        new ProcessBuilder(
                "/usr/bin/redis-server",
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("redis.log").toFile())
            .start();
    var hub = hub(folder, BlockAddress.parse("redis://127.0.0.1:" + port));
    var dashboard =
        DashboardServer.start(
            new DashboardConfig(
                "127.0.0.1",
                0,
                base.explorer(),
                URI.create("http://127.0.0.1:" + hub.port()),
                Optional.of(new RedisPlace("redis://127.0.0.1:" + port)),
                TOKEN));
    return new PlacesGrid(base, folder, redis, hub, dashboard);
  }

  /// Waits until Redis answers, bounded.
  private static Hub hub(Path folder, BlockAddress blocks) throws Exception {
    var config =
        new HubConfig(
            "127.0.0.1",
            0,
            folder.resolve("hub"),
            blocks,
            blocks,
            TOKEN,
            "admin",
            true,
            Path.of("/bin/busybox"));
    var end = System.nanoTime() + LIMIT.toNanos();
    while (true) {
      try {
        return Hub.start(config, new LinuxHost());
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }

  ComposerGrid base() {
    return base;
  }

  URI url() {
    return dashboard.url();
  }

  HubClient hubClient() {
    return HubClient.connect(URI.create("http://127.0.0.1:" + hub.port()), TOKEN);
  }

  /// Makes an account that may only look; whose it is has changed the password that was given.
  void addViewer(String name) throws Exception {
    add(name, Role.VIEWER);
  }

  /// Makes an account whose password is that of `ines`.
  void add(String name, Role role) throws Exception {
    base.add(name, role, ComposerGrid.PASSWORD);
  }

  /// A container in network `default`, on the node.
  ///
  /// @param volumes JSON list of mounts
  /// @return its reservation
  long deploy(String name, String address, String volumes) throws Exception {
    return deploy(name, "default", address, volumes);
  }

  /// A container in a network, on the node.
  ///
  /// @param volumes JSON list of mounts
  /// @return its reservation
  long deploy(String name, String network, String address, String volumes) throws Exception {
    var grid = base.grid();
    var wish =
        Json.reservation(
            """
            {"workload_id": 1, "workload_type": 1, "node_id": "%s", "pool_id": %d,
             "metadata": "{\\"name\\": \\"%s\\"}", "version": 2,
             "flist": "http://127.0.0.1:%d/demo/busybox.flist", "entrypoint": "/bin/sh",
             "network_connection": [{"network_id": "%s", "ipaddress": "%s"}],
             "volumes": %s,
             "capacity": {"cpu": 1, "memory": 1024, "disk_size": 512, "disk_type": 1}}
            """
                .formatted(
                    base.node().nodeId(),
                    grid.pools().getFirst().poolId(),
                    name,
                    hub.port(),
                    network,
                    address,
                    volumes));
    return grid.awaitResult(grid.deploy(wish), LIMIT).id();
  }

  Reservation createVolume(String name, int gibibytes) throws IOException, InterruptedException {
    var grid = base.grid();
    var wish =
        Json.reservation(
            """
            {"workload_id": 1, "workload_type": 2, "node_id": "%s", "pool_id": %d,
             "metadata": "{\\"name\\": \\"%s\\"}", "version": 2, "size": %d, "type": 1}
            """
                .formatted(
                    base.node().nodeId(), grid.pools().getFirst().poolId(), name, gibibytes));
    return grid.awaitResult(grid.deploy(wish), LIMIT);
  }

  @Override
  public void close() throws IOException {
    dashboard.close();
    hub.close();
    redis.destroy();
    base.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
