package io.coredeck.sdk.zos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.explorer.AnsweringGrid;
import io.coredeck.model.Bytes;
import io.coredeck.model.StatsSample;
import io.coredeck.model.rule.Endpoint;
import io.coredeck.sdk.channel.ChannelMessage;
import io.coredeck.sdk.channel.ChannelSubscription;
import io.coredeck.sdk.channel.LogLine;
import io.coredeck.sdk.channel.Usage;
import io.coredeck.testkit.RedisServer;
import io.coredeck.wire.Json;
import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Containers are watched by the channels they name; the test publishes what a node would.
@Timeout(90)
class MonitorExamplesIT {

  @TempDir private Path folder;
  private AnsweringGrid grid;
  private RedisServer redis;
  private RedisClient client;
  private Zos zos;
  private WorkloadId id;

  @BeforeEach
  void start() throws Exception {
    grid = new AnsweringGrid(folder);
    redis = RedisServer.start();
    client = RedisClient.create(redis.uri());
    zos = Zos.connect(grid.explorer(), grid.keys(), grid.tid());
    var containers = zos.container();
    var wish =
        containers.create(
            grid.nodeId(), "net1", "172.24.1.10", "http://hub/x.flist", grid.poolId());
    wish = containers.addLogs(wish, "redis", "127.0.0.1", redis.port(), "web");
    wish = containers.addStats(wish, redis.uri() + "/web-stats");
    id = zos.workloads().deploy(wish);
  }

  @AfterEach
  void end() throws Exception {
    zos.close();
    client.shutdown();
    redis.close();
    grid.close();
  }

  /// Publishes as soon as somebody listens.
  private void publishSoon(Map<String, List<String>> messages) {
    Thread.ofVirtual()
        .start(() -> {
          try (var connection = client.connect()) {
            for (var one : messages.entrySet()) {
              var channel = one.getKey();
              while (connection.sync().pubsubNumsub(channel).getOrDefault(channel, 0L) == 0) {
                Thread.onSpinWait();
              }
              one.getValue().forEach(text -> connection.sync().publish(channel, text));
            }
          }
        });
  }

  private static String sample(long at, long cpu) {
    var memory = new Bytes(561_152);
    return Json.write(new StatsSample(at, memory, memory, memory, cpu, 1));
  }

  @Test
  void statistics_come_from_the_channel_of_the_container() throws Exception {
    publishSoon(
        Map.of(
            "web-stats",
            List.of(
                sample(100, 0),
                "no sample",
                sample(100, 5), // of the same second
                sample(102, 30_000_000),
                sample(103, 2_030_000_000))));
    var seen = new ArrayList<Usage>();
    // @start region="monitor"
    var container = zos.workloads().get(id);
    try (var monitor = zos.container().monitor(container)) {
      while (seen.size() < 2) {
        monitor.next(Duration.ofSeconds(10)).ifPresent(seen::add);
      }
    }
    // @end
    assertThat(seen.getFirst()).hasToString("CPU Usage: 1.50% / RAM: 0.56 MB");
    assertThat(seen.getLast().cpuPercent()).isEqualTo(200);
  }

  @Test
  void statistics_come_from_the_url_of_a_reservation() throws Exception {
    publishSoon(Map.of("web-stats", List.of(sample(100, 0), sample(101, 2_000_000_000))));
    var url = grid.explorer() + "/reservations/workloads/" + id;
    var first = new CompletableFuture<Usage>();
    // @start region="monitorReservation"
    try (var monitor = zos.container().monitorReservation(url)) {
      var _ = monitor.forEach(first::complete); // until it is closed
      System.out.println(first.get(10, TimeUnit.SECONDS));
    }
    // @end
    assertThat(first.get().cpuPercent()).isEqualTo(200);
  }

  @Test
  void lines_come_from_channels_that_only_the_owner_can_read() throws Exception {
    var messages = new LinkedHashMap<String, List<String>>();
    messages.put("web-stdout", List.of("hello\n"));
    messages.put("web-stderr", List.of("wrong\n"));
    publishSoon(messages);
    var lines = new ArrayList<LogLine>();
    // @start region="logs"
    var container = zos.workloads().get(id);
    try (var logs = zos.container().logs(container)) {
      while (lines.size() < 2) {
        logs.next(Duration.ofSeconds(10)).ifPresent(lines::add);
      }
    }
    // @end
    assertThat(lines).extracting(LogLine::text).containsExactly("hello\n", "wrong\n");
    assertThat(lines).extracting(LogLine::isError).containsExactly(false, true);
  }

  @Test
  void any_channels_are_listened_to() throws Exception {
    publishSoon(Map.of("news", List.of("hello")));
    var server = redis.uri();
    var seen = new ArrayList<ChannelMessage>();
    // @start region="channels"
    var news = Endpoint.parseLog(server + "/news");
    var more = Endpoint.parseLog(server + "/more");
    try (var channels = ChannelSubscription.open(news, more)) {
      while (seen.isEmpty()) { // or for as long as somebody looks
        channels.next(Duration.ofSeconds(10)).ifPresent(seen::add);
      }
      System.out.println(channels.losses() + " times something may be missing");
    }
    // @end
    assertThat(seen.getFirst().bytes()).asString().isEqualTo("hello");
    assertThat(seen.getFirst().endpoint()).isEqualTo(Endpoint.parseLog(server + "/news"));
  }

  @Test
  void following_ends_when_it_is_closed_and_fails_with_who_listens() throws Exception {
    var container = zos.workloads().get(id);
    var logs = zos.container().logs(container);
    var over = logs.forEach(_ -> {});
    logs.close();
    over.get(20, TimeUnit.SECONDS);
    publishSoon(Map.of("web-stdout", List.of("hello\n")));
    try (var again = zos.container().logs(container)) {
      var failed =
          again.forEach(_ -> {
            throw new IllegalStateException("not today");
          });
      assertThatThrownBy(() -> failed.get(20, TimeUnit.SECONDS)).hasMessageContaining("not today");
    }
  }
}
