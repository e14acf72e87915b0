package io.coredeck.dashboard.live.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.wire.JsonValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What pages hear of lines that have no end yet, with a real Redis behind the server.
class UnfinishedLineIT {

  private static TestRedis redis;
  private static LogServer server;

  @BeforeAll
  static void start() throws Exception {
    redis = TestRedis.create();
    server = LogServer.start(redis.url(), (_, _) -> true);
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    redis.close();
  }

  /// `after stdout|stderr` of the next message about it.
  private static String nextOpen(LogClient page) throws Exception {
    var open = page.next("open");
    return open.member("after").integer() + " " + text(open, "stdout") + "|" + text(open, "stderr");
  }

  private static String text(JsonValue open, String stream) {
    return open.member(stream).text();
  }

  @Test
  void a_line_that_has_begun_is_told_with_each_change_and_its_end() throws Exception {
    redis.print("1-1", 1, 3);
    redis.begin("1-1", 3, "Password: \"", "");
    try (var page = LogClient.begin(server, "1-1", 10)) {
      assertThat(nextOpen(page)).isEqualTo("3 Password: \"|");
      redis.begin("1-1", 3, "Password: \"", "\r50% 日");
      assertThat(nextOpen(page)).isEqualTo("3 Password: \"|\r50% 日");
      redis.begin("1-1", 4, "", "");
      assertThat(nextOpen(page)).isEqualTo("0 |");
    }
  }

  @Test
  void every_page_of_a_container_hears_of_it_and_a_later_one_too() throws Exception {
    redis.print("2-1", 1, 1);
    try (var one = LogClient.begin(server, "2-1", 10);
        var two = LogClient.begin(server, "2-1", 10)) {
      one.upTo(1);
      redis.begin("2-1", 1, "> ", "");
      assertThat(nextOpen(one)).isEqualTo("1 > |");
      assertThat(nextOpen(two)).isEqualTo("1 > |");
      try (var late = LogClient.begin(server, "2-1", 10)) {
        assertThat(nextOpen(late)).isEqualTo("1 > |");
      }
    }
  }

  @Test
  void it_is_told_after_the_lines_before_it() throws Exception {
    redis.print("3-1", 1, 4);
    try (var page = LogClient.begin(server, "3-1", 10)) {
      page.upTo(4);
      redis.begin("3-1", 6, "> ", "");
      redis.print("3-1", 5, 5);
      page.upTo(5); // would have swallowed a message about it
      redis.print("3-1", 6, 6);
      page.upTo(6);
      assertThat(nextOpen(page)).isEqualTo("6 > |");
    }
  }

  @Test
  void what_nobody_refreshes_is_taken_away() throws Exception {
    redis.begin("4-1", 0, "> ", "");
    try (var page = LogClient.begin(server, "4-1", 10)) {
      assertThat(nextOpen(page)).isEqualTo("0 > |");
      redis.forgetBegun("4-1");
      assertThat(nextOpen(page)).isEqualTo("0 |");
    }
  }

  @Test
  void it_is_told_again_when_redis_is_back() throws Exception {
    try (var own = TestRedis.create();
        var ownServer = LogServer.start(own.url(), (_, _) -> true)) {
      own.begin("1-1", 0, "> ", "");
      try (var page = LogClient.begin(ownServer, "1-1", 10)) {
        assertThat(nextOpen(page)).isEqualTo("0 > |");
        own.stop();
        var away = page.next("source");
        while (!away.member("away").flag()) {
          away = page.next("source");
        }
        own.start();
        assertThat(nextOpen(page)).isEqualTo("0 > |");
      }
    }
  }
}
