package io.coredeck.dashboard.live.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What many pages cost Redis that look at the same numbers.
class StatsSharingIT {

  private static final int MANY = 40;
  private static final String ROW = "{\"subscribe\":\"row\",\"containers\":[\"7-1\"]}";
  private static final String CHART =
      "{\"subscribe\":\"full\",\"key\":\"a\",\"container\":\"7-1\",\"last\":900000,\"columns\":100}";

  private StatsRedis redis;
  private StatsServer server;
  private long now;

  @BeforeEach
  void start(@TempDir Path pages) throws Exception {
    redis = new StatsRedis();
    server = new StatsServer(redis, (_, _) -> true, pages);
    now = System.currentTimeMillis();
    redis.sample("7-1", now - 4_000, 1_000_000_000L);
    redis.sample("7-1", now - 2_000, 2_000_000_000L);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
    redis.close();
  }

  @Test
  void many_pages_are_served_by_the_two_connections_of_the_first() throws Exception {
    var pages = new ArrayList<Page>();
    try {
      pages.add(looking(ROW));
      pages.add(looking(CHART));
      var before = redis.clients();
      assertThat(before).hasSize(2);
      for (int i = 0; i < MANY; i++) {
        pages.add(looking(i % 2 == 0 ? ROW : CHART));
      }
      redis.sample("7-1", now, 3_000_000_000L);
      for (var page : pages) {
        page.next(StatsSharingIT::isOfNow, "what is new");
      }
      assertThat(names(redis.clients())).isEqualTo(names(before));
    } finally {
      pages.forEach(Page::close);
    }
  }

  private Page looking(String ask) throws InterruptedException {
    var page = Page.open(server.url("/"));
    page.say(ask);
    page.next(frame -> !frame.member("event").text().equals("hello"), "the past");
    return page;
  }

  /// A chart is told the sample, a row its newest point.
  private static boolean isOfNow(io.coredeck.wire.JsonValue frame) {
    return switch (frame.member("event").text()) {
      case "sample" -> true;
      case "rows" ->
          frame.member("rows").items().stream().anyMatch(row -> !row.member("fresh").flag());
      default -> false;
    };
  }

  private static List<String> names(List<String> clients) {
    return clients.stream().map(line -> line.replaceAll(" .*", "")).sorted().toList();
  }
}
