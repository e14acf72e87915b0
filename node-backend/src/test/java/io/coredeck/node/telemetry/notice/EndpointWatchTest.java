package io.coredeck.node.telemetry.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.node.telemetry.notice.EndpointHealth.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people are told of endpoints.
class EndpointWatchTest {

  private static final String SERVER = "redis://10.0.0.1:6379";
  private static final String ADDRESS = SERVER + "/app";

  @TempDir private Path folder;

  private final List<String> told = new ArrayList<>();
  private Map<String, List<EndpointHealth>> endpoints = Map.of();
  private EndpointWatch watch;

  @BeforeEach
  void startAgent() {
    watch =
        new EndpointWatch(
            () -> endpoints,
            (gwid, kind, text) -> told.add(gwid + " " + kind + " " + text),
            folder.resolve("endpoints-down"));
  }

  private void look(Kind kind, long lost, String trouble) {
    endpoints = Map.of("3-1", List.of(new EndpointHealth(kind, ADDRESS, 7, lost, trouble)));
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
            "3-1 endpoint-down " + SERVER + " (statistics): connection refused",
            "3-1 endpoint-up " + SERVER + ": takes again; lost so far: 4");
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
    assertThat(told).hasSize(2).containsOnly("3-1 endpoint-down " + SERVER + " (stderr): NOAUTH");
  }

  @Test
  void a_server_that_takes_several_things_is_told_of_once() {
    endpoints =
        Map.of(
            "3-1",
            List.of(
                new EndpointHealth(Kind.STDOUT, ADDRESS, 7, 0, "connection refused"),
                new EndpointHealth(Kind.STDERR, ADDRESS + "-err", 7, 0, "connection refused"),
                new EndpointHealth(Kind.STATS, ADDRESS, 7, 2, "connection refused")));
    watch.look();
    watch.look();
    assertThat(told)
        .containsExactly(
            "3-1 endpoint-down " + SERVER + " (stdout, stderr, statistics): connection refused");
  }

  @Test
  void the_return_of_a_server_is_told_by_an_agent_that_was_started_meanwhile() {
    look(Kind.STDOUT, 0, "connection refused");
    look(Kind.STDOUT, 0, "connection refused");
    told.clear();
    startAgent();
    endpoints = Map.of(); // not taken up yet
    watch.look();
    look(Kind.STDOUT, 0, "");
    look(Kind.STDOUT, 0, "");
    assertThat(told).containsExactly("3-1 endpoint-up " + SERVER + ": takes again");
  }

  @Test
  void the_server_of_a_thousand_containers_leaves_place_for_what_else_happens() {
    var many = new HashMap<String, List<EndpointHealth>>();
    IntStream.range(0, 1000)
        .forEach(i ->
            many.put(
                i + "-1", List.of(new EndpointHealth(Kind.STDOUT, ADDRESS, 7, 0, "no route"))));
    endpoints = many;
    IntStream.range(0, 100).forEach(_ -> watch.look());
    assertThat(told).hasSize(EndpointWatch.MOST_AN_HOUR);
    told.clear();
    many.replaceAll((_, _) -> List.of(new EndpointHealth(Kind.STDOUT, ADDRESS, 7, 0, "")));
    watch.look();
    assertThat(told).hasSize(EndpointWatch.MOST_AN_HOUR).allMatch(one -> one.contains("-up "));
  }

  @Test
  void a_server_that_goes_and_comes_is_not_told_of_without_end() {
    for (var time = 0; time < 50; time++) {
      look(Kind.STDOUT, 0, "ERR");
      look(Kind.STDOUT, 0, "ERR");
      look(Kind.STDOUT, 0, "");
    }
    assertThat(told).hasSize(2 * EndpointWatch.MOST_OF_ONE);
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
