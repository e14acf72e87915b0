package io.coredeck.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.WatchedEvents.Event;
import io.coredeck.explorer.WatchedEvents.Stream;
import io.coredeck.explorer.workload.follow.RedisPlace;
import io.coredeck.identity.HttpSignature;
import io.coredeck.model.Result.State;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.model.registry.Role;
import io.coredeck.testkit.RedisServer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XAddArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What containers print and use, as events, with a real Redis.
@Timeout(120)
class WatchingIT {
  private static final String PASSWORD = "pw4711";

  @TempDir private Path folder;
  private RedisServer redis;
  private RedisClient redisClient;
  private RedisCommands<String, byte[]> commands;
  private TestGrid grid;
  private long id;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws Exception {
    redis = RedisServer.start("--requirepass", PASSWORD);
    var url = "redis://:" + PASSWORD + "@127.0.0.1:" + redis.port();
    redisClient = RedisClient.create(url);
    commands = redisClient.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)).sync();
    grid = new TestGrid(new TestExplorer(folder, new RedisPlace(url)), 1_000_000);
    id = grid.deploy(TestGrid.container(1, 1024));
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    client.close();
    grid.close();
    redisClient.shutdown();
    redis.close();
  }

  private String path(String rest) {
    return "/reservations/workloads/" + id + rest;
  }

  private HttpRequest.Builder asked(String rest) {
    return asked(rest, HttpSignature.headers(grid.alice, "" + grid.aliceId, grid.explorer.now()));
  }

  private HttpRequest.Builder asked(String rest, Map<String, String> headers) {
    var request = HttpRequest.newBuilder(URI.create(grid.explorer.uri() + path(rest)));
    headers.forEach(request::header);
    return request;
  }

  private Stream follow(HttpRequest.Builder request) throws Exception {
    var response = client.send(request.build(), BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    return new Stream(new BufferedReader(new InputStreamReader(response.body(), UTF_8)));
  }

  private void line(long number, String stream, byte[] text) {
    commands.xadd(
        "coredeck:logs:" + id + "-1",
        new XAddArgs().id(number + "-0"),
        Map.of(
            "n",
            ("" + number).getBytes(UTF_8),
            "t",
            "1000".getBytes(UTF_8),
            "s",
            stream.getBytes(UTF_8),
            "l",
            text));
  }

  private void line(long number, String text) {
    line(number, "stdout", text.getBytes(UTF_8));
  }

  @Test
  void lines_come_past_and_new_until_the_container_is_deleted_and_nothing_is_missed()
      throws Exception {
    line(1, "first\n");
    line(2, "stderr", new byte[] {'a', (byte) 0xff, '\n'});
    Event seen;
    try (var stream = follow(asked("/logs"))) {
      var first = stream.next();
      assertThat(first.data())
          .isEqualTo("{\"number\":1,\"time\":1000,\"stream\":\"stdout\",\"line\":\"first\\n\"}");
      assertThat(stream.next().data())
          .isEqualTo("{\"number\":2,\"time\":1000,\"stream\":\"stderr\",\"base64\":\"Yf8K\"}");
      assertThat(stream.next().name()).isEqualTo("past");
      line(3, "ü\r\ndata: {}\n\n"); // cannot pretend to be an event
      seen = stream.next();
      assertThat(seen.id()).isEqualTo("3-0");
      assertThat(seen.member("line")).isEqualTo("ü\r\ndata: {}\n\n");
    }
    line(4, "meanwhile\n");
    try (var again = follow(asked("/logs").header("Last-Event-ID", seen.id()))) {
      assertThat(again.untilPast()).containsExactly("meanwhile\n");
      TestExplorer.expect(201, grid.putResult(id, State.OK, ""));
      TestExplorer.expect(201, grid.signDelete(id));
      line(5, "last words\n");
      TestExplorer.expect(200, grid.delete(id));
      assertThat(again.next().member("line")).isEqualTo("last words\n");
      assertThat(again.next().name()).isEqualTo("deleted");
      assertThat(again.lines().readLine()).isNull();
    }
    // what is deleted is told as far as it is kept, and ends at once
    try (var after = follow(asked("/logs?tail=1"))) {
      assertThat(after.untilPast()).containsExactly("last words\n");
      assertThat(after.next().name()).isEqualTo("deleted");
    }
  }

  @Test
  void the_tail_is_the_latest_lines_however_many_there_are() throws Exception {
    for (var i = 1; i <= 100; i++) {
      line(i, i + "\n");
    }
    for (var tail : new int[] {0, 1, 15, 16, 17, 99, 100, 101, 20_000}) {
      try (var stream = follow(asked("/logs?follow=false&tail=" + tail))) {
        var told = stream.untilPast();
        assertThat(told).hasSize(Math.min(tail, 100));
        if (tail > 0) {
          assertThat(told.getFirst()).isEqualTo(Math.max(1, 101 - tail) + "\n");
          assertThat(told.getLast()).isEqualTo("100\n");
        }
        assertThat(stream.lines().readLine()).isNull();
      }
    }
  }

  @Test
  void who_comes_back_after_a_node_began_anew_to_count_is_told() throws Exception {
    line(50, "old\n");
    commands.del("coredeck:logs:" + id + "-1");
    line(1, "anew\n");
    try (var stream = follow(asked("/logs").header("Last-Event-ID", "50-0"))) {
      assertThat(stream.untilPast()).containsExactly("anew\n");
    }
    commands.del("coredeck:logs:" + id + "-1");
    try (var stream = follow(asked("/logs").header("Last-Event-ID", "50-0"))) {
      assertThat(stream.next().name()).isEqualTo("past");
      line(1, "once more\n");
      assertThat(stream.next().member("line")).isEqualTo("once more\n");
    }
  }

  @Test
  void samples_come_as_they_are_kept() throws Exception {
    var names =
        List.of(
            "timestamp",
            "memory_usage",
            "memory_limit",
            "memory_cache",
            "cpu_usage",
            "pids_current");
    var fields = new LinkedHashMap<String, byte[]>();
    names.forEach(name -> fields.put(name, ("" + fields.size()).getBytes(UTF_8)));
    commands.xadd("coredeck:stats:" + id + "-1", new XAddArgs().id("1600-0"), fields);
    commands.xadd("coredeck:stats:" + id + "-1", new XAddArgs().id("1600-1"), fields);
    try (var stream = follow(asked("/stats?follow=false&tail=1"))) {
      assertThat(stream.next())
          .isEqualTo(
              new Event(
                  "sample",
                  "1600-1",
                  "{\"timestamp\":0,\"memory_usage\":1,\"memory_limit\":2,\"memory_cache\":3,\"cpu_usage\":4,\"pids_current\":5}"));
      assertThat(stream.next().name()).isEqualTo("past");
    }
  }

  @Test
  void others_and_what_cannot_be_is_refused() throws Exception {
    assertThat(grid.explorer.get(path("/logs")).status()).isEqualTo(401);
    for (var what : List.of("/logs", "/stats")) {
      var bobs = grid.explorer.signed(grid.bob, grid.bobId, "GET", path(what), "");
      assertThat(TestExplorer.expect(403, bobs).error()).contains("only its customer");
    }
    assertThat(refused(400, path("/logs?tail=20001"))).contains("from 0 to 20000");
    assertThat(refused(400, path("/logs?tail=-1"))).contains("tail is -1");
    assertThat(refused(400, path("/logs?follow=yes"))).contains("true or false");
    assertThat(refused(400, path("/logs?after=7"))).contains("after is '7'");
    assertThat(refused(404, "/reservations/workloads/99/logs")).contains("not found");
    var volume = grid.deploy(TestGrid.volume());
    assertThat(refused(400, "/reservations/workloads/" + volume + "/stats"))
        .contains("only containers have stats");
  }

  private String refused(int status, String path) throws Exception {
    var reply = grid.explorer.signed(grid.alice, grid.aliceId, "GET", path, "");
    return TestExplorer.expect(status, reply).error();
  }

  @Test
  void who_may_not_any_more_is_told_no_more() throws Exception {
    var people = new TestPeople(grid);
    people.make("second", Role.ADMIN);
    var operator = people.make("ops", Role.OPERATOR);
    line(1, "seen\n");
    try (var stream = follow(asked("/logs", grid.explorer.headers(operator)))) {
      assertThat(stream.untilPast()).containsExactly("seen\n");
      people.alice.setRole("ops", Role.USER);
      var end = stream.next();
      assertThat(end.name()).isEqualTo("trouble");
      assertThat(end.data()).startsWith("{\"status\":403,");
      assertThat(stream.lines().readLine()).isNull();
    }
    var token = people.token("stolen", Scope.READ, 7);
    try (var stream = follow(asked("/logs", Map.of("Authorization", "Bearer " + token)))) {
      assertThat(stream.untilPast()).containsExactly("seen\n");
      people.alice.revokeToken("alice", people.alice.tokens("alice").getFirst().id());
      assertThat(stream.next().data()).startsWith("{\"status\":401,").contains("was revoked");
    }
    people.alice.close();
  }

  @Test
  void a_redis_that_is_away_is_told_without_where_it_is() throws Exception {
    try (var stream = follow(asked("/logs"))) {
      assertThat(stream.next().name()).isEqualTo("past");
      redis.stop();
      isTrouble(stream);
    }
    try (var stream = follow(asked("/logs"))) {
      isTrouble(stream);
    }
    redis.startAgain();
    try (var stream = follow(asked("/logs"))) {
      assertThat(stream.next().name()).isEqualTo("past");
    }
  }

  private void isTrouble(Stream stream) throws IOException {
    var trouble = stream.next();
    assertThat(trouble.name()).isEqualTo("trouble");
    assertThat(trouble.data())
        .startsWith("{\"status\":503,")
        .doesNotContain(PASSWORD, "" + redis.port());
    assertThat(stream.lines().readLine()).isNull();
  }

  @Test
  void one_user_has_some_streams_and_the_end_of_the_explorer_ends_them() throws Exception {
    var streams = new ArrayList<Stream>();
    for (var i = 0; i < 16; i++) {
      var stream = follow(asked(i % 2 == 0 ? "/logs" : "/stats"));
      assertThat(stream.next().name()).isEqualTo("past");
      streams.add(stream);
    }
    assertThat(grid.explorer.openWatches()).isEqualTo(16);
    assertThat(refused(429, path("/logs"))).contains("16 streams of yours are open, or 128");
    streams.removeLast().close();
    var end = System.nanoTime() + 60_000_000_000L;
    while (grid.explorer.openWatches() > 15 && System.nanoTime() < end) {
      Thread.sleep(50); // it notices with the next beat
    }
    follow(asked("/logs")).close();
    grid.explorer.stop();
    for (var stream : streams) {
      assertThat(stream.lines().lines().filter(line -> line.startsWith("data"))).isEmpty();
    }
  }
}
