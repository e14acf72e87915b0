package io.coredeck.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.node.reach.Reach;
import io.coredeck.node.reach.RefusedAddressException;
import io.coredeck.node.telemetry.notice.EndpointHealth.Kind;
import io.coredeck.testkit.Loopback;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Where lines do not go although a reservation says so.
@Timeout(180)
class TelemetryReachIT {

  @Test
  void endpoints_are_no_way_round_the_walls_nor_to_names_of_the_platform(@TempDir Path dir)
      throws Exception {
    try (var bench = new Workbench(dir);
        var conmon = bench.conmon();
        var subscriber = bench.subscribe("coredeck:logs:other")) {
      conmon.line("stdout", "line");
      conmon.line("stderr", "line");
      var own = bench.watched(conmon, bench.url("fine"), bench.url("coredeck:logs:other"));
      try (var telemetry = Telemetry.start(bench.config(Workbench.LIMITS), Loopback.REACH)) {
        telemetry.watch(own);
        Workbench.await(
            "told",
            () ->
                Workbench.health(telemetry, Kind.STDERR)
                    .trouble()
                    .equals(
                        "channels that begin with coredeck: are the platform's own on its Redis;"
                            + " name another"));
        Workbench.await(
            "the other one", () -> Workbench.health(telemetry, Kind.STDOUT).delivered() == 1);
        telemetry.unwatch(Workbench.GWID, Telemetry.Keep.ALL);
      }
      conmon.line("stdout", "more");
      try (var closed = new Reach(List.of(), List::of);
          var telemetry = Telemetry.start(bench.config(Workbench.LIMITS), closed)) {
        telemetry.watch(own);
        Workbench.await(
            "refused",
            () ->
                Workbench.health(telemetry, Kind.STDOUT)
                    .trouble()
                    .equals(RefusedAddressException.WORDS));
        Workbench.await(
            "the platform's",
            () -> Workbench.health(telemetry, Kind.PLATFORM_LOGS).delivered() == 3);
        assertThat(Workbench.health(telemetry, Kind.STDOUT).delivered()).isOne();
        assertThat(subscriber.rest()).isEmpty();
      }
    }
  }
}
