package io.coredeck.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.NetworkResource;
import io.coredeck.model.registry.ResourceAmount;
import io.coredeck.node.work.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the explorer hears when the agent starts.
@Timeout(60)
class HeartbeatIT {
  @TempDir Path dir;
  private Site site;

  @BeforeEach
  void open() throws Exception {
    site = new Site(dir, "hbit");
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void it_is_told_at_which_ports_the_networks_listen_that_are_found() throws Exception {
    site.ledger.put(Site.reservation(5, network("n", 51_823)));
    site.ledger.put(Site.reservation(6, network("m", 51_821)));
    var node = "/nodes/" + site.key.nodeId();
    for (var what : List.of("/interfaces", "/capacity", "/ports", "/uptime")) {
      site.script.on("POST " + node + what, "null");
    }
    site.script.on("POST /nodes", 201, "null", Map.of());
    var report = new Report(site.explorer, site.workloads, Duration.ofMillis(300));
    var key = site.key.publicKeyHex();
    try (var heartbeat = new Heartbeat(site.explorer, config(), ResourceAmount.NONE, key, report)) {
      heartbeat.start();
    }
    assertThat(site.script.seen())
        .filteredOn(one -> one.route().endsWith("/ports"))
        .singleElement()
        .satisfies(one -> assertThat(one.body()).isEqualTo("{\"ports\":[51821,51823]}"));
  }

  private static final NodeConfig.Doors DOORS =
      new NodeConfig.Doors(List.of(), Set.of(), List.of(), List.of());

  private NodeConfig config() {
    var nowhere = Path.of("");
    return new NodeConfig(
        dir, "hbit", site.script.uri(), "", dir.resolve("key"), 1, dir, 0, nowhere, "", DOORS);
  }

  private static NetworkResource network(String name, int port) {
    return new NetworkResource(name, "10.232.0.0/16", "10.232.1.0/24", "", "", port, List.of());
  }
}
