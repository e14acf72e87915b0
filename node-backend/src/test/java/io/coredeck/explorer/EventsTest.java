package io.coredeck.explorer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.identity.HttpSignature;
import io.coredeck.identity.KeyPair;
import io.coredeck.model.Result.State;
import io.coredeck.model.registry.ApiToken.Scope;
import io.coredeck.wire.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Changes of workloads as events.
@Timeout(60)
class EventsTest {
  private static final String PATH = "/reservations/workloads/events";

  @TempDir private Path folder;
  private TestGrid grid;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws Exception {
    grid = new TestGrid(folder);
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    client.close();
    grid.close();
  }

  /// One stream, read as it comes.
  ///
  /// @param comments those that came between the events so far
  private record Stream(BufferedReader lines, List<String> comments) implements AutoCloseable {

    /// @return the next event's members, without comments
    List<String> next() throws IOException {
      var members = new ArrayList<String>();
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty() && members.stream().anyMatch(one -> one.startsWith("data: "))) {
          return members;
        }
        if (line.isEmpty()) {
          members.clear();
        } else {
          (line.startsWith(":") ? comments : members).add(line);
        }
      }
      throw new IOException("the stream ended");
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  private HttpRequest.Builder asked(String query, KeyPair keys, long tid) {
    var request = HttpRequest.newBuilder(URI.create(grid.explorer.uri() + PATH + query));
    HttpSignature.headers(keys, "" + tid, grid.explorer.now()).forEach(request::header);
    return request;
  }

  private Stream follow(HttpRequest.Builder request) throws Exception {
    var response = client.send(request.build(), BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
    return new Stream(
        new BufferedReader(new InputStreamReader(response.body(), UTF_8)), new ArrayList<>());
  }

  private static String member(List<String> event, String name) {
    return event.stream()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse("");
  }

  @Test
  void a_token_that_is_revoked_ends_its_stream() throws Exception {
    var people = new TestPeople(grid);
    var token = people.token("stolen", Scope.READ, 7);
    var request = HttpRequest.newBuilder(URI.create(grid.explorer.uri() + PATH));
    try (var stream = follow(request.header("Authorization", "Bearer " + token))) {
      while (grid.explorer.waitingForChanges() < 1) {
        Thread.onSpinWait();
      }
      people.alice.revokeToken("alice", people.alice.tokens("alice").getFirst().id());
      grid.deploy(TestGrid.volume());
      assertThat(stream.lines().lines().filter(line -> line.startsWith("data"))).isEmpty();
    }
    people.alice.close();
  }

  @Test
  void each_change_comes_at_once_and_who_comes_back_misses_nothing() throws Exception {
    String seen;
    try (var stream = follow(asked("", grid.alice, grid.aliceId))) {
      while (grid.explorer.waitingForChanges() < 1) {
        Thread.onSpinWait();
      }
      var id = grid.deploy(TestGrid.volume());
      var event = stream.next();
      assertThat(stream.comments()).isEmpty(); // one comes when the wait is over without news
      assertThat(member(event, "event")).isEqualTo("workload");
      assertThat(Json.reservation(member(event, "data")).id()).isEqualTo(id);
      seen = member(event, "id");
    }
    TestExplorer.expect(201, grid.putResult(1, State.OK, ""));
    try (var again = follow(asked("", grid.alice, grid.aliceId).header("Last-Event-ID", seen))) {
      var event = again.next();
      assertThat(Json.reservation(member(event, "data")).result().isAnswered()).isTrue();
      assertThat(Long.parseLong(member(event, "id"))).isGreaterThan(Long.parseLong(seen));
    }
  }

  @Test
  void who_wants_those_of_one_user_gets_no_others() throws Exception {
    grid.deploy(TestGrid.volume());
    var query = "?after=0&customer_tid=" + grid.bobId;
    try (var stream = follow(asked(query, grid.alice, grid.aliceId))) {
      var pool = grid.explorer.pool(grid.bob, grid.bobId, 0, 1_000_000, grid.node.nodeId());
      var id = grid.deployAs(grid.bob, grid.bobId, pool, TestGrid.volume());
      assertThat(Json.reservation(member(stream.next(), "data")).id()).isEqualTo(id);
    }
  }

  @Test
  void nobody_and_who_says_nonsense_is_refused() throws Exception {
    assertThat(grid.explorer.get(PATH).status()).isEqualTo(401);
    var nonsense = asked("", grid.alice, grid.aliceId).header("Last-Event-ID", "yesterday");
    var reply = client.send(nonsense.build(), BodyHandlers.ofString());
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("Last-Event-ID is 'yesterday'");
  }

  @Test
  void one_machine_has_sixteen_streams_whoever_it_signs_in() throws Exception {
    var carol = TestExplorer.keys(3);
    var carolId = grid.explorer.user(carol, "carol");
    for (var i = 0; i < 8; i++) {
      follow(from("192.0.2.7", grid.alice, grid.aliceId));
      follow(from("192.0.2.7", grid.bob, grid.bobId));
    }
    var refused = client.send(from("192.0.2.7", carol, carolId).build(), BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("16 of your machine");
    follow(from("192.0.2.8", carol, carolId)).close();
  }

  @Test
  void what_containers_print_is_not_known_without_a_redis() throws Exception {
    var id = grid.deploy(TestGrid.container(1, 1024));
    var path = "/reservations/workloads/" + id + "/logs";
    var reply = grid.explorer.signed(grid.alice, grid.aliceId, "GET", path, "");
    assertThat(TestExplorer.expect(501, reply).error()).contains("redis=redis://");
  }

  private HttpRequest.Builder from(String machine, KeyPair keys, long tid) {
    return asked("", keys, tid).header("Coredeck-Client", machine);
  }

  @Test
  void one_user_has_a_few_streams_and_the_end_of_the_explorer_ends_them() throws Exception {
    var streams = new ArrayList<Stream>();
    for (var i = 0; i < 8; i++) {
      streams.add(follow(asked("", grid.alice, grid.aliceId)));
    }
    var refused = client.send(asked("", grid.alice, grid.aliceId).build(), BodyHandlers.ofString());
    assertThat(refused.statusCode()).isEqualTo(429);
    follow(asked("", grid.bob, grid.bobId)).close();
    grid.explorer.stop();
    for (var stream : streams) {
      assertThat(stream.lines().lines().filter(line -> line.startsWith("data"))).isEmpty();
    }
  }
}
