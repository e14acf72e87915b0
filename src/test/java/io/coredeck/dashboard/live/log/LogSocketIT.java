package io.coredeck.dashboard.live.log;

import static java.util.stream.LongStream.rangeClosed;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What the server promises to pages that show logs, with a real Redis behind it.
class LogSocketIT {

  private static final String SECRET = "99-1";

  private static TestRedis redis;
  private static LogServer server;

  @BeforeAll
  static void start() throws Exception {
    redis = TestRedis.create();
    server = LogServer.start(redis.url(), (_, gwid) -> !gwid.equals(SECRET));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
    redis.close();
  }

  private static List<String> lines(long from, long to) {
    return rangeClosed(from, to).mapToObj(Long::toString).toList();
  }

  @Test
  void a_page_gets_the_tail_and_then_every_new_line_once() throws Exception {
    redis.print("1-1", 1, 2_000);
    try (var page = LogClient.begin(server, "1-1", 1_200)) {
      assertThat(page.next("source").member("away").flag()).isFalse();
      assertThat(page.upTo(2_000)).isEqualTo(lines(801, 2_000));
      redis.print("1-1", 2_001, 2_500);
      assertThat(page.upTo(2_500)).isEqualTo(lines(2_001, 2_500));
    }
  }

  @Test
  void a_line_comes_as_it_was_printed_with_time_and_stream() throws Exception {
    redis.add("2-1", 1, 1_700_000_000_123L, "stderr", "a \"b\" \\ \u001b[31m日本 👍\t<b>\n").get();
    redis.add("2-1", 2, 1_700_000_000_124L, "stdout", "a piece").get();
    try (var page = LogClient.begin(server, "2-1", 10)) {
      var rows = page.next("lines").member("rows").items();
      assertThat(rows.getFirst().items().get(1).integer()).isEqualTo(1_700_000_000_123L);
      assertThat(rows.getFirst().items().get(2).integer()).isEqualTo(2);
      assertThat(rows.getFirst().items().get(3).text())
          .isEqualTo("a \"b\" \\ \u001b[31m日本 👍\t<b>");
      assertThat(rows.get(1).items().get(2).integer()).isEqualTo(1 + 4);
    }
  }

  @Test
  void a_container_that_never_printed_is_said_to_be_silent_and_heard_at_once() throws Exception {
    try (var page = LogClient.begin(server, "3-1", 100)) {
      assertThat(page.next("head").member("last").integer()).isZero();
      redis.print("3-1", 1, 1);
      assertThat(page.upTo(1)).containsExactly("1");
    }
  }

  @Test
  void many_pages_are_served_by_two_connections() throws Exception {
    redis.print("4-1", 1, 10);
    var before = redis.clients().size();
    try (var one = LogClient.begin(server, "4-1", 10);
        var two = LogClient.begin(server, "4-1", 5);
        var three = LogClient.begin(server, "4-1", 1)) {
      for (var page : List.of(one, two, three)) {
        page.upTo(10);
      }
      redis.print("4-1", 11, 12);
      for (var page : List.of(one, two, three)) {
        assertThat(page.upTo(12)).isEqualTo(lines(11, 12));
      }
      assertThat(redis.clients()).hasSize(before);
    }
  }

  @Test
  void a_page_that_takes_nothing_in_gets_a_gap_with_the_exact_count_and_can_load_it()
      throws Exception {
    redis.print("5-1", 1, 10);
    try (var page = LogClient.begin(server, "5-1", 10)) {
      page.upTo(10);
      page.stall();
      redis.print("5-1", 11, 19_000);
      var head = page.next("head");
      while (head.member("last").integer() < 19_000) {
        head = page.next("head");
      }
      page.goOn();
      assertThat(page.next("gap").member("lost").flag()).isFalse();
      page.upTo(19_000);
      page.ask("{\"ask\":\"load\",\"id\":1,\"container\":\"5-1\",\"from\":9000,\"to\":9300}");
      assertThat(page.upTo(9_300)).isEqualTo(lines(9_000, 9_300));
    }
  }

  @Test
  void what_a_slow_page_gets_and_what_it_does_not_get_is_together_everything() throws Exception {
    redis.print("6-1", 1, 10);
    try (var page = LogClient.begin(server, "6-1", 10)) {
      page.stall();
      page.upTo(10);
      redis.print("6-1", 11, 18_000);
      page.goOn();
      long next = 11;
      for (var shown : page.upTo(18_000)) {
        var dash = shown.indexOf('-');
        assertThat(Long.parseLong(dash < 0 ? shown : shown.substring(0, dash))).isEqualTo(next);
        next = Long.parseLong(shown.substring(dash + 1)) + 1;
      }
      assertThat(next).isEqualTo(18_001);
    }
  }

  @Test
  void lines_missing_in_redis_are_told_as_lost() throws Exception {
    redis.print("7-1", 1, 5);
    redis.print("7-1", 9, 10);
    try (var page = LogClient.begin(server, "7-1", 100)) {
      assertThat(page.upTo(10)).containsExactly("1", "2", "3", "4", "5", "!6-8", "9", "10");
      redis.print("7-1", 13, 13);
      assertThat(page.upTo(13)).containsExactly("!11-12", "13");
    }
  }

  @Test
  void a_page_that_comes_back_goes_on_where_it_was() throws Exception {
    redis.print("8-1", 1, 3_000);
    try (var page = LogClient.open(server, "container=8-1")) {
      page.ask("{\"ask\":\"begin\",\"tail\":10,\"after\":{\"8-1\":1500}}");
      assertThat(page.upTo(3_000)).isEqualTo(lines(1_501, 3_000));
    }
  }

  @Test
  void a_page_that_was_away_for_long_gets_the_newest_and_a_gap() throws Exception {
    redis.print("9-1", 1, 12_000);
    try (var page = LogClient.open(server, "container=9-1")) {
      page.ask("{\"ask\":\"begin\",\"tail\":10,\"after\":{\"9-1\":100}}");
      assertThat(page.upTo(12_000))
          .isEqualTo(
              Stream.concat(Stream.of("101-11500"), lines(11_501, 12_000).stream()).toList());
    }
  }

  @Test
  void older_lines_and_times_are_found_as_far_as_they_are_kept() throws Exception {
    redis.print("10-1", 1, 1_000);
    redis.keepOnly("10-1", 600);
    try (var page = LogClient.begin(server, "10-1", 10)) {
      assertThat(page.next("head").member("first").integer()).isEqualTo(401);
      page.upTo(1_000);
      page.ask("{\"ask\":\"load\",\"id\":7,\"container\":\"10-1\",\"from\":391,\"to\":410}");
      var loaded = page.next("loaded");
      assertThat(loaded.member("rows").items()).hasSize(10);
      assertThat(loaded.member("to").integer()).isEqualTo(410);
      page.ask("{\"ask\":\"find\",\"id\":8,\"container\":\"10-1\",\"at\":1700000000777}");
      assertThat(page.next("found").member("number").integer()).isEqualTo(777);
      page.ask("{\"ask\":\"find\",\"id\":9,\"container\":\"10-1\",\"at\":1800000000000}");
      assertThat(page.next("found").member("number").integer()).isZero();
    }
  }

  @Test
  void a_log_that_begins_anew_is_told_and_shown_from_its_first_line() throws Exception {
    redis.print("11-1", 1, 50);
    try (var page = LogClient.begin(server, "11-1", 50)) {
      page.upTo(50);
      redis.delete("11-1");
      redis.add("11-1", 1, 1_700_000_100_000L, "stdout", "again\n").get();
      page.next("restarted");
      assertThat(page.upTo(1)).containsExactly("1");
    }
  }

  @Test
  void while_redis_is_away_pages_are_told_and_then_go_on_without_gap_or_repetition()
      throws Exception {
    try (var own = TestRedis.create();
        var other = LogServer.start(own.url(), (_, _) -> true)) {
      own.print("1-1", 1, 100);
      try (var page = LogClient.begin(other, "1-1", 100)) {
        page.upTo(100);
        own.stop();
        var source = page.next("source");
        assertThat(source.member("away").flag()).isTrue();
        assertThat(source.member("since").integer()).isPositive();
        own.start();
        own.print("1-1", 101, 200);
        assertThat(page.upTo(200)).isEqualTo(lines(101, 200));
      }
    }
  }

  @Test
  void pages_of_other_servers_are_refused() throws Exception {
    for (var origin :
        List.of("http://evil.example", "null", server.origin() + "1", "http://127.0.0.1")) {
      assertThat(LogClient.refusal(server, "container=1-1", origin, LogRoutes.PROTOCOL))
          .isEqualTo(403);
    }
  }

  @Test
  void requests_that_name_no_container_or_another_protocol_are_refused() throws Exception {
    for (var query :
        List.of("", "container=", "container=3", "container=1-1%0d", "container=../x")) {
      assertThat(LogClient.refusal(server, query, server.origin(), LogRoutes.PROTOCOL))
          .isEqualTo(400);
    }
    assertThat(LogClient.refusal(server, "container=1-1", server.origin(), "other")).isEqualTo(400);
  }

  @Test
  void a_container_that_may_not_be_seen_closes_the_socket_with_a_code_of_its_own()
      throws Exception {
    try (var page = LogClient.open(server, "container=1-1&container=" + SECRET)) {
      assertThat(page.closeCode()).isEqualTo(LogSocket.FORBIDDEN);
    }
  }

  @Test
  void nonsense_and_floods_of_requests_close_the_socket() throws Exception {
    for (var text : List.of("{", "{\"ask\":\"other\"}", "{\"ask\":\"taken\",\"seq\":1}", "[]")) {
      try (var page = LogClient.open(server, "container=1-1")) {
        page.ask(text);
        assertThat(page.closeCode()).isEqualTo(LogSocket.WRONG);
      }
    }
  }

  @Test
  void a_download_holds_every_kept_line_as_printed_and_says_what_is_missing() throws Exception {
    redis.print("12-1", 1, 3_000);
    redis.print("12-1", 3_005, 3_010);
    redis.add("12-1", 3_011, 1_700_000_009_000L, "stderr", "no line end").get();
    var answer = get("container=12-1");
    assertThat(answer).startsWith("line 1\nline 2\n").endsWith("line 3010\nno line end");
    assertThat(answer)
        .contains("line 3000\n--- 4 lines of 12-1 are not kept any more ---\nline 3005\n");
    assertThat(get("container=12-1&stream=stderr&times=1"))
        .endsWith("2023-11-14T22:13:29.000Z no line end\n");
  }

  @Test
  void several_containers_are_downloaded_in_the_order_of_their_times() throws Exception {
    redis.add("13-1", 1, 100, "stdout", "a\n").get();
    redis.add("13-1", 2, 300, "stdout", "c\n").get();
    redis.add("14-1", 1, 200, "stdout", "b\n").get();
    assertThat(get("container=13-1&container=14-1")).isEqualTo("13-1 | a\n14-1 | b\n13-1 | c\n");
  }

  @Test
  void a_download_that_may_not_be_is_refused() throws Exception {
    assertThat(status("container=" + SECRET)).isEqualTo(403);
    assertThat(status("container=x")).isEqualTo(400);
  }

  private static String get(String query) throws Exception {
    return HttpClient.newHttpClient().send(request(query), BodyHandlers.ofString()).body();
  }

  private static int status(String query) throws Exception {
    return HttpClient.newHttpClient().send(request(query), BodyHandlers.discarding()).statusCode();
  }

  private static HttpRequest request(String query) {
    return HttpRequest.newBuilder(URI.create(server.origin() + "/live/logs/download?" + query))
        .build();
  }
}
