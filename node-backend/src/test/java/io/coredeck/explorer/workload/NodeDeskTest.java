package io.coredeck.explorer.workload;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.explorer.call.WaitShare;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Who may wait for work.
class NodeDeskTest {

  @Test
  void one_machine_holds_no_more_places_than_its_share_whatever_nodes_it_says_to_be() {
    try (var desk = new NodeDesk()) {
      var farm = new WaitShare("192.0.2.7", 2);
      var first = enter(desk, "n1", farm);
      assertThat(enter(desk, "n2", farm).over().toCompletableFuture()).isNotDone();
      assertThat(enter(desk, "n3", farm).over().toCompletableFuture()).isDone();
      var other = new WaitShare("192.0.2.8", 2);
      assertThat(enter(desk, "n4", other).over().toCompletableFuture()).isNotDone();
      first.leave();
      assertThat(enter(desk, "n3", farm).over().toCompletableFuture()).isNotDone();
      assertThat(desk.waiting()).isEqualTo(3);
    }
  }

  private static NodeDesk.Turn enter(NodeDesk desk, String nodeId, WaitShare share) {
    return desk.enter(nodeId, share, Duration.ofMinutes(1));
  }
}
