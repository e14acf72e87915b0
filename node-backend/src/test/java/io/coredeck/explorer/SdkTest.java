package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.Result.State;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NodeClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Our own clients against our own explorer.
class SdkTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path folder;

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void customer_and_node_meet_in_the_explorer() throws Exception {
    try (var grid = new TestGrid(folder);
        var customer = GridClient.connect(grid.explorer.uri(), grid.alice, grid.aliceId);
        var node = NodeClient.connect(grid.explorer.uri(), grid.node)) {
      var waiting = CompletableFuture.supplyAsync(() -> poll(node, 0));
      var wish = grid.wish(TestGrid.container(1, 1024));
      var id = customer.deploy(wish.withPlace(grid.node.nodeId(), grid.poolId, 0));
      var work = waiting.get();
      assertThat(work.workloads()).extracting(Reservation::id).containsExactly(id);
      assertThat(work.lastId()).isEqualTo(id);

      node.putResult(new Result(1, "1-1", "{\"ipv4\":\"x\"}", "", State.OK, "", 0, ""));
      assertThat(customer.awaitResult(id, LIMIT).result().state()).isEqualTo(State.OK);
      assertThat(customer.pool(grid.poolId).activeCu()).isEqualTo(0.25);

      var next = CompletableFuture.supplyAsync(() -> poll(node, work.lastId() + 1));
      customer.decommission(id);
      assertThat(next.get().workloads())
          .extracting(Reservation::nextAction)
          .containsExactly(NextAction.DELETE);
      node.deleteResult("1-1");
      assertThat(customer.awaitDeleted(id, LIMIT).result().dataJson())
          .isEqualTo("{\"ipv4\":\"x\"}");
    }
  }

  @Test
  void the_explorers_words_reach_the_customer() throws Exception {
    try (var grid = new TestGrid(folder);
        var customer = GridClient.connect(grid.explorer.uri(), grid.alice, grid.aliceId)) {
      var wish = grid.wish(TestGrid.volume()).withPlace(grid.node.nodeId(), 99, 0);
      assertThatThrownBy(() -> customer.deploy(wish))
          .isInstanceOf(GridException.class)
          .hasMessageContaining("pool does not exist");
    }
  }

  private static NodeClient.Work poll(NodeClient node, long from) {
    try {
      return node.poll(from, LIMIT);
    } catch (GridException | InterruptedException e) {
      throw new CompletionException(e);
    }
  }
}
