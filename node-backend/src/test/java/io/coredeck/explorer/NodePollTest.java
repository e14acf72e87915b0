package io.coredeck.explorer;

import static io.coredeck.explorer.TestExplorer.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.TestExplorer.Reply;
import io.coredeck.model.NextAction;
import io.coredeck.model.Result.State;
import io.coredeck.wire.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a node learns what it has to do, at once and without a pause in between.
class NodePollTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final long SOON = 10;

  @TempDir private Path folder;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private TestGrid grid;

  @BeforeEach
  void start() throws Exception {
    grid = new TestGrid(folder);
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    grid.close();
  }

  @Test
  void an_empty_poll_answers_at_once_with_the_last_number_of_all() throws Exception {
    var empty = grid.poll(0);
    assertThat(empty.text()).isEqualTo("[]\n");
    assertThat(empty.header("x-last-id")).isEqualTo("0");
    var id = grid.deploy(TestGrid.volume());
    expect(201, grid.putResult(id, State.OK, ""));
    assertThat(grid.poll(id + 1).header("x-last-id")).isEqualTo("1");
  }

  @Test
  void from_zero_a_node_gets_all_it_has_to_run_or_to_take_down() throws Exception {
    var running = grid.deploy(TestGrid.volume());
    expect(201, grid.putResult(running, State.OK, ""));
    var deleted = grid.deploy(TestGrid.volume());
    expect(200, grid.delete(deleted));
    var fresh = grid.deploy(TestGrid.volume());
    var all = grid.poll(0);
    assertThat(TestGrid.ids(all)).containsExactly(running, fresh);
    assertThat(all.header("x-last-id")).isEqualTo("3");
    assertThat(Json.reservations(all.text()).getFirst().nextAction()).isEqualTo(NextAction.DEPLOY);
  }

  @Test
  void what_is_not_answered_comes_again_and_the_last_number_never_goes_back() throws Exception {
    var first = grid.deploy(TestGrid.volume());
    var second = grid.deploy(TestGrid.volume());
    expect(201, grid.putResult(second, State.OK, ""));
    var again = grid.poll(3);
    assertThat(TestGrid.ids(again)).containsExactly(first);
    assertThat(again.header("x-last-id")).isEqualTo("2");
  }

  @Test
  void another_nodes_work_is_not_shown() throws Exception {
    grid.deploy(TestGrid.volume());
    var other = "/reservations/nodes/" + grid.otherNode.nodeId() + "/workloads?from=0";
    assertThat(TestGrid.ids(grid.explorer.get(other))).isEmpty();
  }

  @Test
  void without_digits_in_from_the_route_does_not_exist() throws Exception {
    var path = "/reservations/nodes/x/workloads";
    assertThat(grid.explorer.get(path).status()).isEqualTo(404);
    assertThat(grid.explorer.get(path + "?from=a").status()).isEqualTo(404);
    assertThat(grid.explorer.get(path + "?from=0&wait=a").status()).isEqualTo(400);
  }

  @Test
  void only_the_node_itself_may_wait() throws Exception {
    var path = "/reservations/nodes/%s/workloads?from=0&wait=1".formatted(grid.node.nodeId());
    expect(401, grid.explorer.get(path));
    expect(403, grid.explorer.asNode(grid.otherNode, "GET", path, ""));
  }

  @Test
  void a_waiting_node_is_told_of_a_new_workload_at_once() throws Exception {
    var waiting = waitFrom(0);
    assertThat(waiting).isNotDone();
    var id = grid.deploy(TestGrid.volume());
    assertThat(TestGrid.ids(waiting.get(SOON, TimeUnit.SECONDS))).containsExactly(id);
  }

  @Test
  void a_waiting_node_is_told_of_a_deletion_at_once() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    grid.poll(0);
    expect(201, grid.putResult(id, State.OK, ""));
    var waiting = waitFrom(id + 1);
    expect(201, grid.signDelete(id));
    var told = Json.reservations(waiting.get(SOON, TimeUnit.SECONDS).text());
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().nextAction()).isEqualTo(NextAction.DELETE);
  }

  @Test
  void what_a_node_is_busy_with_does_not_end_its_wait() throws Exception {
    var busy = grid.deploy(TestGrid.volume());
    assertThat(TestGrid.ids(grid.poll(0, LONG))).containsExactly(busy);
    var waiting = waitFrom(busy + 1);
    assertThat(waiting).isNotDone();
    var next = grid.deploy(TestGrid.volume());
    assertThat(TestGrid.ids(waiting.get(SOON, TimeUnit.SECONDS))).containsExactly(next);
  }

  @Test
  void a_strangers_look_does_not_keep_the_node_from_hearing_of_it() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    expect(201, grid.putResult(id, State.OK, ""));
    expect(201, grid.signDelete(id));
    assertThat(TestGrid.ids(grid.poll(id + 1))).containsExactly(id);
    assertThat(TestGrid.ids(waitFrom(id + 1).get(SOON, TimeUnit.SECONDS))).containsExactly(id);
  }

  @Test
  void when_the_wait_is_over_the_node_gets_its_queue_again() throws Exception {
    var busy = grid.deploy(TestGrid.volume());
    grid.poll(0, LONG);
    var over = grid.poll(busy + 1, Duration.ofSeconds(1));
    assertThat(TestGrid.ids(over)).containsExactly(busy);
    assertThat(over.header("x-last-id")).isEqualTo("1");
  }

  @Test
  void a_deletion_that_came_before_the_wait_ends_it_at_once() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    grid.poll(0, LONG);
    expect(201, grid.signDelete(id));
    assertThat(TestGrid.ids(waitFrom(id + 1).get(SOON, TimeUnit.SECONDS))).containsExactly(id);
  }

  @Test
  void of_too_many_waiting_calls_of_one_node_the_oldest_is_answered() throws Exception {
    var oldest = waitFrom(0);
    for (var i = 0; i < 3; i++) {
      var _ = waitFrom(0);
    }
    assertThat(oldest).isNotDone();
    var _ = CompletableFuture.supplyAsync(() -> pollLong(0), threads);
    assertThat(TestGrid.ids(oldest.get(SOON, TimeUnit.SECONDS))).isEmpty();
  }

  @Test
  void closing_the_explorer_answers_those_who_wait() throws Exception {
    var waiting = waitFrom(0);
    grid.explorer.stop();
    assertThat(waiting.get(SOON, TimeUnit.SECONDS).status()).isEqualTo(200);
  }

  /// @return when the call has reached the explorer: it waits there, or it is answered
  private CompletableFuture<Reply> waitFrom(long from) throws Exception {
    var before = grid.explorer.waitingCalls();
    var reply = CompletableFuture.supplyAsync(() -> pollLong(from), threads);
    var limit = System.nanoTime() + Duration.ofSeconds(SOON).toNanos();
    while (grid.explorer.waitingCalls() == before && !reply.isDone()) {
      assertThat(System.nanoTime()).isLessThan(limit);
      Thread.onSpinWait();
    }
    return reply;
  }

  private Reply pollLong(long from) {
    try {
      return grid.poll(from, LONG);
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }
}
