package io.coredeck.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.node.telemetry.EndpointHealth.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What people are told of endpoints.
class EndpointWatchTest {

  private static final String ADDRESS = "redis://10.0.0.1:6379/app";

  private final List<String> told = new ArrayList<>();
  private List<EndpointHealth> endpoints = List.of();
  private final EndpointWatch watch =
      new EndpointWatch(
          () -> Map.of("3-1", endpoints),
          (gwid, kind, text) -> told.add(gwid + " " + kind + " " + text));

  private void look(Kind kind, long lost, String trouble) {
    endpoints = List.of(new EndpointHealth(kind, ADDRESS, 7, lost, trouble));
    watch.look();
  }

  @Test
  void trouble_that_lasts_is_told_once_and_its_end_too() {
    look(Kind.STATS, 0, "");
    for (var look = 0; look < 5; look++) {
      look(Kind.STATS, look, "connection refused");
    }
    look(Kind.STATS, 4, "");
    look(Kind.STATS, 4, "");
    assertThat(told)
        .containsExactly(
            "3-1 endpoint-down " + ADDRESS + " (statistics): connection refused",
            "3-1 endpoint-up " + ADDRESS + " (statistics): takes again; lost so far: 4");
  }

  @Test
  void a_server_that_is_only_restarted_is_not_told_of() {
    look(Kind.STDOUT, 0, "connection refused");
    look(Kind.STDOUT, 0, "");
    look(Kind.STDOUT, 0, "connection refused");
    look(Kind.STDOUT, 0, "");
    assertThat(told).isEmpty();
  }

  @Test
  void what_lasts_for_hours_is_told_again() {
    for (var look = 0; look < 2 * EndpointWatch.LOOKS_UNTIL_AGAIN; look++) {
      look(Kind.STDERR, 0, "NOAUTH");
    }
    assertThat(told).hasSize(2).containsOnly("3-1 endpoint-down " + ADDRESS + " (stderr): NOAUTH");
  }

  @Test
  void the_platforms_own_store_is_nobodys_endpoint() {
    for (var kind : List.of(Kind.PLATFORM_LOGS, Kind.PLATFORM_STATS)) {
      look(kind, 0, "connection refused");
      look(kind, 0, "connection refused");
    }
    assertThat(told).isEmpty();
  }
}
