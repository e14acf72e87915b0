package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.identity.Secrets;
import io.coredeck.model.Reservation;
import io.coredeck.model.probe.ProbeAnswer;
import io.coredeck.model.probe.ProbeAnswer.Outcome;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NodeClient;
import io.coredeck.sdk.probe.EndpointTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How people have a node try an endpoint.
class ProbesTest {
  private static final String URL = "redis://:open%20sesame@10.1.2.3/lines";
  private static final Duration WAIT = Duration.ofSeconds(20);
  private static final long SOON = 10;

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private TestGrid grid;
  private GridClient alice;
  private NodeClient node;

  @BeforeEach
  void start() throws Exception {
    grid = new TestGrid(folder);
    alice = GridClient.connect(grid.explorer.uri(), grid.alice, grid.aliceId);
    node = NodeClient.connect(grid.explorer.uri(), grid.node);
    assertThat(node.probes(Duration.ZERO)).isEmpty(); // from now on it is known to listen
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    alice.close();
    node.close();
    grid.close();
  }

  private CompletableFuture<ProbeAnswer> ask() {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return EndpointTest.from(alice, grid.node.nodeId(), URL);
          } catch (GridException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        },
        threads);
  }

  @Test
  void the_node_gets_the_question_and_the_person_its_answer() throws Exception {
    var said = ask();
    var probe = node.probes(WAIT).getFirst();
    var plain =
        Secrets.decrypt(
            Reservation.CURRENT_VERSION, grid.node, grid.alice.publicKeyHex(), probe.secretUrl());
    assertThat(new String(plain, StandardCharsets.UTF_8)).isEqualTo(URL);
    assertThat(probe.everywhere()).isFalse();
    node.answerProbe(probe.id(), new ProbeAnswer(Outcome.REACHED, 2));
    assertThat(said.get(SOON, TimeUnit.SECONDS)).isEqualTo(new ProbeAnswer(Outcome.REACHED, 2));
    assertThat(node.probes(Duration.ZERO)).isEmpty();
  }

  @Test
  void nothing_of_it_is_in_what_nodes_are_told_of_their_work() throws Exception {
    var said = ask();
    var probe = node.probes(WAIT).getFirst();
    assertThat(grid.poll(0).text()).isEqualTo("[]\n");
    node.answerProbe(probe.id(), new ProbeAnswer(Outcome.REFUSED, 0));
    assertThat(said.get(SOON, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void only_the_node_itself_gets_and_answers_questions() throws Exception {
    var path = "/nodes/" + grid.node.nodeId() + "/probes";
    expect(401, grid.explorer.get(path));
    expect(401, grid.explorer.signed(grid.alice, grid.aliceId, "GET", path, ""));
    expect(403, grid.explorer.asNode(grid.otherNode, "GET", path, ""));
    var stranger = "/nodes/" + grid.otherNode.nodeId() + "/probes";
    expect(404, grid.explorer.asNode(grid.otherNode, "GET", stranger, ""));
    expect(
        404, grid.explorer.asNode(grid.node, "PUT", path + "/none", "{\"outcome\":\"reached\"}"));
  }

  @Test
  void who_does_not_sign_or_speaks_of_no_node_is_refused() throws Exception {
    var body = "{\"secret_url\":\"abcd\"}";
    var path = "/nodes/" + grid.node.nodeId() + "/probes";
    expect(401, grid.explorer.post(path, body));
    expect(404, grid.explorer.signed(grid.alice, grid.aliceId, "POST", "/nodes/x/probes", body));
    var clear = "{\"secret_url\":\"redis://10.1.2.3/x\"}";
    expect(400, grid.explorer.signed(grid.alice, grid.aliceId, "POST", path, clear));
  }

  @Test
  void a_node_that_does_not_ask_for_questions_is_not_waited_for() throws Exception {
    grid.explorer.pass(Duration.ofMinutes(2));
    var path = "/nodes/" + grid.node.nodeId() + "/probes";
    var reply =
        grid.explorer.signed(grid.alice, grid.aliceId, "POST", path, "{\"secret_url\":\"abcd\"}");
    assertThat(expect(503, reply).error()).contains("tries no endpoints");
  }

  @Test
  void nobody_tries_more_than_twenty_times_a_minute() throws Exception {
    for (int i = 0; i < 20; i++) {
      var said = ask();
      var probe = node.probes(WAIT).getFirst();
      node.answerProbe(probe.id(), new ProbeAnswer(Outcome.TIMEOUT, 0));
      assertThat(said.get(SOON, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.TIMEOUT);
    }
    assertThatThrownBy(() -> EndpointTest.from(alice, grid.node.nodeId(), URL))
        .isInstanceOfSatisfying(GridException.class, e -> assertThat(e.status()).isEqualTo(429));
  }
}
