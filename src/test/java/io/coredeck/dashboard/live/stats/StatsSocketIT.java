package io.coredeck.dashboard.live.stats;

import static io.coredeck.dashboard.live.stats.StatsServer.NODE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.coredeck.wire.JsonValue;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an open page is promised about the numbers of containers.
class StatsSocketIT {

  private static final String GWID = "7-1";
  private static final long SECOND = 1000;
  private static final long NANOS = 1_000_000;

  private StatsRedis redis;
  private StatsServer server;
  private long now;

  @BeforeEach
  void start(@TempDir Path pages) throws Exception {
    redis = new StatsRedis();
    server = new StatsServer(redis, (_, gwid) -> !gwid.equals("9-9"), pages);
    now = System.currentTimeMillis();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    redis.close();
  }

  private Page page() throws InterruptedException {
    return Page.open(server.url("/"));
  }

  /// Half a core, from so many samples ago up to now.
  private void samples(int count) {
    for (int i = count; i > 0; i--) {
      var t = now - i * 2L * SECOND;
      redis.sample(GWID, t, (t - now + 10_000 * SECOND) * NANOS / 2);
    }
  }

  @Test
  void a_row_gets_the_points_of_two_minutes_at_once_and_then_what_is_new() throws Exception {
    samples(100);
    try (var page = page()) {
      page.say("{\"subscribe\":\"row\",\"containers\":[\"7-1\",\"8-1\"]}");
      var row = page.next(StatsSocketIT::hasRow, "first row").member("rows").items().getFirst();
      assertThat(row.member("container").text()).isEqualTo(GWID);
      assertThat(row.member("fresh").flag()).isTrue();
      assertThat(row.member("limit").integer()).isEqualTo(StatsRedis.LIMIT);
      assertThat(row.member("points").items()).hasSize(Watched.KEPT);
      assertThat(cpu(row)).isEqualTo(0.5, within(0.001));
      redis.sample(GWID, now, 10_000 * SECOND * NANOS / 2);
      var next = page.next(StatsSocketIT::hasRow, "next row").member("rows").items().getFirst();
      assertThat(next.member("fresh").flag()).isFalse();
      assertThat(next.member("points").items()).hasSize(1);
    }
  }

  private static boolean hasRow(JsonValue frame) {
    return !frame.member("rows").items().isEmpty();
  }

  private static double cpu(JsonValue row) {
    return row.member("points").items().getLast().items().get(1).decimal();
  }

  @Test
  void a_chart_gets_the_past_and_what_follows() throws Exception {
    samples(30);
    try (var page = page()) {
      page.say(full("\"last\":900000"));
      var history = page.next("history");
      assertThat(history.member("step").integer()).isZero();
      assertThat(history.member("oldest").integer()).isEqualTo(now - 60 * SECOND);
      var columns = history.member("columns");
      assertThat(columns.member("t").items()).hasSize(30);
      assertThat(columns.member("cpu").items().getFirst().isPresent()).isFalse();
      assertThat(columns.member("cpu").items().getLast().decimal()).isEqualTo(0.5, within(0.001));
      assertThat(columns.member("memory").items().getLast().integer()).isEqualTo(StatsRedis.MEMORY);
      redis.sample(GWID, now, (10_000 * SECOND + 4 * SECOND) * NANOS / 2);
      var sample = page.next("sample");
      assertThat(sample.member("key").text()).isEqualTo("a");
      assertThat(sample.member("t").integer()).isEqualTo(now);
      assertThat(sample.member("cpu").decimal()).isEqualTo(1.5, within(0.001));
    }
  }

  private static String full(String range) {
    return "{\"subscribe\":\"full\",\"key\":\"a\",\"container\":\"7-1\",%s,\"columns\":100}"
        .formatted(range);
  }

  @Test
  void what_is_older_than_the_samples_is_told_by_the_minutes_without_a_hole() throws Exception {
    for (int i = 60; i > 0; i--) {
      redis.minute(GWID, now - (i + 1) * 60L * SECOND, (60 - i) * 60L * SECOND * NANOS, 900);
    }
    samples(30);
    try (var page = page()) {
      page.say(full("\"last\":7200000"));
      var history = page.next("history");
      assertThat(history.member("oldest").integer()).isEqualTo(now - 61 * 60L * SECOND);
      var memory = history.member("columns").member("memory").items();
      assertThat(memory).allMatch(JsonValue::isNumber, "no hole");
      assertThat(memory.getFirst().integer()).isEqualTo(900);
      assertThat(memory.getLast().integer()).isEqualTo(StatsRedis.MEMORY);
      var cpu = history.member("columns").member("cpu").items();
      assertThat(cpu.get(5).decimal()).isEqualTo(1, within(0.001));
    }
  }

  @Test
  void a_long_past_has_no_more_rows_than_the_chart_has_columns_and_loses_no_peak()
      throws Exception {
    for (int i = 1800; i > 0; i--) {
      redis.sample(GWID, now - i * 2L * SECOND, (1800 - i) * SECOND * NANOS, i == 900 ? 1000 : 10);
    }
    try (var page = page()) {
      page.say(full("\"from\":%d,\"to\":%d".formatted(now - 3600 * SECOND, now)));
      var history = page.next("history");
      assertThat(history.member("step").integer()).isEqualTo(36 * SECOND);
      var memory = history.member("columns").member("memory").integers();
      assertThat(memory).hasSizeBetween(200, 204).contains(1000L);
      assertThat(history.member("columns").member("t").integers()).isSorted();
    }
  }

  @Test
  void a_part_in_the_past_stands_still() throws Exception {
    samples(100);
    try (var page = page()) {
      page.say(full("\"from\":%d,\"to\":%d".formatted(now - 100 * SECOND, now - 60 * SECOND)));
      assertThat(page.next("history").member("columns").member("t").items()).hasSize(21);
      redis.sample(GWID, now, 10_000 * SECOND * NANOS);
      page.say("{\"subscribe\":\"row\",\"containers\":[\"7-1\"]}");
      var next = page.next(frame -> !frame.member("event").text().equals("hello"), "anything");
      assertThat(next.member("event").text()).isEqualTo("rows");
    }
  }

  @Test
  void a_restart_and_an_outage_are_holes() throws Exception {
    redis.sample(GWID, now - 30 * SECOND, 9_000 * NANOS);
    redis.sample(GWID, now - 28 * SECOND, 10_000 * NANOS);
    redis.sample(GWID, now - 26 * SECOND, 100 * NANOS); // started anew
    redis.sample(GWID, now - 24 * SECOND, 1_100 * NANOS);
    redis.sample(GWID, now - 10 * SECOND, 2_000 * NANOS);
    try (var page = page()) {
      page.say(full("\"last\":900000"));
      var columns = page.next("history").member("columns");
      assertThat(columns.member("cpu").items().stream().map(JsonValue::json))
          .containsExactly("null", "0.5", "null", "0.5", "null", "null");
      assertThat(columns.member("memory").items().stream().filter(JsonValue::isPresent)).hasSize(5);
      assertThat(columns.member("memory").items().get(4).isPresent()).isFalse();
    }
  }

  @Test
  void events_of_the_container_come_with_the_past_and_as_they_happen() throws Exception {
    redis.event("8-1", now - 5 * SECOND, "failed", "another one");
    redis.event(GWID, now - 5 * SECOND, "exited", "ran out of \"memory\"");
    try (var page = page()) {
      page.say(full("\"last\":900000"));
      var happened = page.next("history").member("happened").items();
      assertThat(happened).hasSize(1);
      assertThat(happened.getFirst().member("text").text()).isEqualTo("ran out of \"memory\"");
      redis.event(GWID, now, "restarted", "");
      redis.sample(GWID, now, 1);
      var live = page.next("happened");
      assertThat(live.member("kind").text()).isEqualTo("restarted");
      assertThat(live.member("t").integer()).isEqualTo(now);
    }
  }

  @Test
  void when_redis_is_away_that_is_said_and_nothing_is_missing_when_it_is_back() throws Exception {
    samples(10);
    try (var page = page()) {
      page.say(full("\"last\":900000"));
      page.next("history");
      redis.restart(() -> {
        try {
          assertThat(page.next("source").member("away").flag()).isTrue();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      });
      redis.sample(GWID, now, 10_000 * SECOND * NANOS);
      assertThat(page.next("source").member("away").flag()).isFalse();
      assertThat(page.next("sample").member("t").integer()).isEqualTo(now);
    }
  }

  @Test
  void a_page_of_another_server_is_refused() {
    var url = server.url("/");
    assertThatThrownBy(() -> Page.open(url, "http://evil.example", StatsRoutes.PROTOCOL))
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
    var origin = url.toString().replaceAll("/$", "");
    assertThatThrownBy(() -> Page.open(url, origin, "coredeck.stats.v0"))
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
  }

  @Test
  void a_node_is_told_at_once_and_then_what_is_new_and_another_never() throws Exception {
    redis.load(NODE, 1_430, "");
    try (var page = page()) {
      var other = "8NAkHQHmUa4SjTjPUKfXqy1m8cJ7TKBYBrFHzjTLPpGq";
      page.say("{\"subscribe\":\"node\",\"nodes\":[\"%s\",\"%s\"]}".formatted(NODE, other));
      var first = page.next("nodes").member("nodes").items();
      assertThat(first).hasSize(1);
      assertThat(first.getFirst().member("node").text()).isEqualTo(NODE);
      assertThat(first.getFirst().member("cpu").decimal()).isEqualTo(1.43, within(0.0001));
      assertThat(first.getFirst().member("memory").integer()).isEqualTo(9L << 30);
      assertThat(first.getFirst().member("disk").integer()).isEqualTo(7L << 30);
      redis.load(NODE, 2_000, "");
      var next = page.next("nodes").member("nodes").items();
      assertThat(next).hasSize(1);
      assertThat(next.getFirst().member("cpu").decimal()).isEqualTo(2, within(0.0001));
    }
  }

  @Test
  void a_container_that_the_page_may_not_see_is_refused_by_name() throws Exception {
    try (var page = page()) {
      page.say("{\"subscribe\":\"row\",\"containers\":[\"9-9\"]}");
      assertThat(page.next("refused").member("container").text()).isEqualTo("9-9");
      page.say(full("\"last\":900000").replace("7-1", "9-9"));
      assertThat(page.next("refused").member("key").text()).isEqualTo("a");
    }
  }
}
