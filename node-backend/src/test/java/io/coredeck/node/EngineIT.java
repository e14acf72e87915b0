package io.coredeck.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.node.work.Exits;
import io.coredeck.node.work.Site;
import io.coredeck.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// That the explorer hears of every failure, even if it was away for longer than it is tried, and
/// of every port of a network.
@Timeout(60)
class EngineIT {
  private static final Duration LIMIT = Duration.ofMillis(300);

  @TempDir Path dir;
  private Site site;
  private Lanes lanes;
  private Engine engine;
  private Report report;

  @BeforeEach
  void open() throws Exception {
    site = new Site(dir, "enit");
    lanes = new Lanes();
    var exits = new Exits(site.ledger, site.machine, site.containers, site.workloads);
    report = new Report(site.explorer, site.workloads, LIMIT);
    engine = new Engine(site.explorer, site.workloads, lanes, exits, report, () -> {});
  }

  @AfterEach
  void close() throws Exception {
    engine.close();
    lanes.close();
    site.close();
  }

  @Test
  void a_failure_is_told_again_until_the_explorer_knows_both_halves_of_it() throws Exception {
    var wrong = new NetworkResource("n", "10.232.0.0/16", "10.232.0.0/23", "", "", 0, List.of());
    var workloads = "/reservations/nodes/" + site.key.nodeId() + "/workloads";
    site.script
        .on(
            "GET " + workloads + "?from=0&wait=0",
            200,
            "[" + Json.write(Site.reservation(5, wrong)) + "]",
            Map.of("x-last-id", "5"))
        .on("POST /nodes/" + site.key.nodeId() + "/used_resources", "null");
    for (int i = 0; i < 5; i++) {
      site.script.on("PUT " + workloads + "/5-1", 503, "away", Map.of());
      site.script.on("DELETE " + workloads + "/5-1", 503, "away", Map.of());
    }
    site.script.on("PUT " + workloads + "/5-1", 201, "null", Map.of());
    site.script.on("DELETE " + workloads + "/5-1", 200, "null", Map.of());
    engine.start(List.of(), Set.of());
    await(() -> asked("PUT " + workloads + "/5-1") >= 6);
    await(() -> asked("DELETE " + workloads + "/5-1") == 6);
    assertThat(site.script.last("PUT").body()).contains("10.232.0.0/23 must be a /24");
  }

  @Test
  void the_explorer_knows_the_port_of_a_network_before_anybody_hears_that_it_is_up_or_gone()
      throws Exception {
    var network = network("n", 51_821);
    var node = "/nodes/" + site.key.nodeId();
    var workloads = "/reservations" + node + "/workloads";
    var up = Site.reservation(5, network);
    site.script
        .on("GET " + workloads + "?from=0&wait=0", 200, list(up), Map.of("x-last-id", "5"))
        .on("GET " + workloads + "?from=6&wait=30", list(Site.deletion(up)))
        .on("POST " + node + "/ports", 503, "away", Map.of())
        .on("POST " + node + "/ports", "null")
        .on("POST " + node + "/used_resources", "null")
        .on("PUT " + workloads + "/5-1", 201, "null", Map.of())
        .on("DELETE " + workloads + "/5-1", "null");
    report.ports(); // as at a start, and fails
    report.ports();
    report.ports();
    engine.start(List.of(), Set.of());
    await(() -> asked("DELETE " + workloads + "/5-1") > 0);
    assertThat(site.script.seen())
        .filteredOn(one -> !one.route().matches("GET .*|.*/used_resources"))
        .extracting(one -> one.route() + " " + (one.route().endsWith("ports") ? one.body() : ""))
        .startsWith( // the script has the deletion asked for again and again
            "POST " + node + "/ports {\"ports\":[]}",
            "POST " + node + "/ports {\"ports\":[]}",
            "POST " + node + "/ports {\"ports\":[51821]}",
            "PUT " + workloads + "/5-1 ",
            "POST " + node + "/ports {\"ports\":[]}",
            "DELETE " + workloads + "/5-1 ");
  }

  private static NetworkResource network(String name, int port) {
    var key = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    return new NetworkResource(name, "10.232.0.0/16", "10.232.1.0/24", "ab", key, port, List.of());
  }

  private static String list(Reservation one) {
    return "[" + Json.write(one) + "]";
  }

  private long asked(String route) {
    return site.script.seen().stream().filter(one -> one.route().equals(route)).count();
  }

  private static void await(BooleanSupplier done) {
    while (!done.getAsBoolean()) { // bounded by the limit of the whole test
      assertThat(Thread.currentThread().isInterrupted()).isFalse();
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }
}
