package io.coredeck.node.telemetry.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.node.telemetry.notice.EndpointHealth.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
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
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @BeforeEach
  void startAgent() {
    watch =
        EndpointWatch.open(
            () -> endpoints,
            (gwid, kind, text) -> told.add(gwid + " " + kind + " " + text),
            folder.resolve("endpoints-down"),
            () -> now);
  }

  private void look() {
    watch.look();
    now = now.plus(EndpointWatch.BETWEEN_LOOKS);
  }

  private void lookFor(Duration time) {
    for (var end = now.plus(time); now.isBefore(end); ) {
      look();
    }
  }

  private static List<EndpointHealth> at(String server, String trouble) {
    return List.of(new EndpointHealth(Kind.STDOUT, server + "/app", 7, 0, trouble));
  }

  /// As containers of one server.
  private static Map<String, List<EndpointHealth>> many(int count, String trouble) {
    var many = new HashMap<String, List<EndpointHealth>>();
    IntStream.range(0, count).forEach(i -> many.put(i + "-1", at(SERVER, trouble)));
    return many;
  }

  private long toldOf(String what) {
    return told.stream().filter(one -> one.contains(what)).count();
  }

  private void look(Kind kind, long lost, String trouble) {
    endpoints = Map.of("3-1", List.of(new EndpointHealth(kind, ADDRESS, 7, lost, trouble)));
    look();
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
    endpoints = Map.of("3-1", List.of(new EndpointHealth(Kind.STDERR, ADDRESS, 7, 0, "NOAUTH")));
    lookFor(Duration.ofMinutes(59));
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
    look();
    look();
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
    look();
    look(Kind.STDOUT, 0, "");
    look(Kind.STDOUT, 0, "");
    assertThat(told).containsExactly("3-1 endpoint-up " + SERVER + ": takes again");
  }

  @Test
  void an_agent_that_was_started_meanwhile_tells_lasting_trouble_when_it_is_time_again() {
    endpoints = many(20, "no route");
    lookFor(Duration.ofMinutes(5));
    assertThat(told).hasSize(20);
    for (var restart = 0; restart < 5; restart++) {
      startAgent();
      lookFor(Duration.ofMinutes(4));
    }
    assertThat(told).hasSize(20);
    startAgent();
    lookFor(Duration.ofMinutes(10));
    assertThat(told).hasSize(40);
  }

  @Test
  void an_agent_that_was_started_meanwhile_keeps_the_limits() {
    for (var time = 0; time < 50; time++) {
      startAgent();
      look(Kind.STDOUT, 0, "ERR");
      look(Kind.STDOUT, 0, "ERR");
      look(Kind.STDOUT, 0, "");
    }
    assertThat(told).hasSize(2 * Places.MOST_OF_ONE);
  }

  @Test
  void a_file_that_makes_no_sense_is_not_heeded() throws Exception {
    Files.writeString(
        folder.resolve("endpoints-down"), "x\n\t\t\t\ndown\t1,,2\t3-1\t" + SERVER + "\n");
    startAgent();
    look(Kind.STDOUT, 0, "");
    assertThat(told).isEmpty();
  }

  @Test
  void a_clock_that_was_set_back_does_not_silence_anything() {
    look(Kind.STDOUT, 0, "ERR");
    look(Kind.STDOUT, 0, "ERR");
    now = now.minus(Duration.ofDays(300));
    startAgent();
    look(Kind.STDOUT, 0, "ERR");
    look(Kind.STDOUT, 0, "ERR");
    startAgent();
    look(Kind.STDOUT, 0, "");
    assertThat(told).hasSize(3).last().asString().contains("endpoint-up");
  }

  @Test
  void the_server_of_a_thousand_containers_leaves_place_for_what_else_happens() {
    endpoints = many(1000, "no route");
    lookFor(Duration.ofMinutes(50));
    assertThat(told).hasSize(Places.MOST_OF_ADDRESS).doesNotHaveDuplicates();
    told.clear();
    endpoints = many(1000, "");
    look();
    assertThat(told).hasSize(Places.MOST_OF_ADDRESS).allMatch(one -> one.contains("-up "));
  }

  @Test
  void all_the_thousand_containers_of_a_server_are_told_of_one_after_the_other() {
    endpoints = many(1000, "no route");
    lookFor(Duration.ofHours(10));
    assertThat(told).hasSize(1000).doesNotHaveDuplicates();
  }

  @Test
  void while_the_server_of_a_thousand_containers_is_away_others_are_told_of_at_once_and_again() {
    var all = many(1000, "no route");
    endpoints = all;
    lookFor(Duration.ofMinutes(70));
    var other = "redis://10.0.0.2:6379";
    all.put("7000-1", at(other, "NOAUTH"));
    look();
    look();
    assertThat(toldOf("7000-1 endpoint-down")).isOne();
    lookFor(Duration.ofMinutes(115));
    assertThat(toldOf("7000-1 endpoint-down")).isEqualTo(4);
  }

  @Test
  void what_is_told_again_leaves_place_for_what_nobody_knows_yet() {
    var all = new HashMap<String, List<EndpointHealth>>();
    for (var i = 0; i < 500; i++) {
      all.put(i + "-1", at("redis://10.0.%d.%d:6379".formatted(i / 100, i % 100), "no route"));
    }
    endpoints = all;
    lookFor(Duration.ofHours(4));
    told.clear();
    lookFor(Duration.ofHours(1));
    assertThat(told).hasSize(Places.MOST_AGAIN).doesNotHaveDuplicates();
    for (var i = 0; i < 100; i++) {
      all.put(1000 + i + "-1", at("redis://10.1.0.%d:6379".formatted(i), "NOAUTH"));
    }
    look();
    look();
    assertThat(toldOf("NOAUTH")).isEqualTo(100);
  }

  @Test
  void a_server_that_goes_and_comes_is_not_told_of_without_end() {
    for (var time = 0; time < 50; time++) {
      look(Kind.STDOUT, 0, "ERR");
      look(Kind.STDOUT, 0, "ERR");
      look(Kind.STDOUT, 0, "");
    }
    assertThat(told).hasSize(2 * Places.MOST_OF_ONE);
  }

  @Test
  void a_file_that_cannot_be_written_is_complained_of_once() throws Exception {
    var blocked = Files.createDirectory(folder.resolve("endpoints-down.new"));
    var warnings = new ArrayList<LogRecord>();
    var logger = Logger.getLogger(ToldEndpoints.class.getName());
    var handler = new Warnings(warnings);
    logger.addHandler(handler);
    try {
      endpoints = many(1, "no route");
      lookFor(Duration.ofMinutes(5));
      assertThat(warnings).hasSize(1);
      Files.delete(blocked);
      look();
      startAgent();
      endpoints = many(1, "");
      look();
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(warnings).hasSize(1);
    assertThat(told).last().asString().contains("endpoint-up");
  }

  private static final class Warnings extends Handler {
    private final List<LogRecord> warnings;

    private Warnings(List<LogRecord> warnings) {
      this.warnings = warnings;
    }

    @Override
    public void publish(LogRecord warning) {
      warnings.add(warning);
    }

    @Override
    public void flush() {
      // nothing is held back
    }

    @Override
    public void close() {
      // nothing is open
    }
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
