package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.ReservationFeed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is promised to who follows all reservations.
class ChangesTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private TestGrid grid;
  private ReservationFeed feed;

  @BeforeEach
  void start() throws Exception {
    grid = new TestGrid(folder);
    feed = ReservationFeed.open(grid.explorer.uri());
  }

  @AfterEach
  void stop() {
    feed.close();
    grid.close();
  }

  @Test
  void everything_comes_first_and_then_each_change_once() throws Exception {
    var first = grid.deploy(TestGrid.volume());
    var second = grid.deploy(TestGrid.volume());
    assertThat(ids(feed.next(LONG))).containsExactly(first, second);
    assertThat(feed.next(Duration.ZERO)).isEmpty();
    grid.signDelete(first);
    var changed = feed.next(LONG);
    assertThat(ids(changed)).containsExactly(first);
    assertThat(changed.getFirst().nextAction()).isEqualTo(NextAction.DELETE);
  }

  @Test
  void a_change_ends_the_wait() throws Exception {
    var waiting =
        CompletableFuture.supplyAsync(() -> {
          try {
            return ids(feed.next(LONG));
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
    while (grid.explorer.waitingForChanges() == 0) {
      assertThat(waiting).isNotDone();
      Thread.onSpinWait();
    }
    var id = grid.deploy(TestGrid.volume());
    assertThat(waiting.get(20, TimeUnit.SECONDS)).containsExactly(id);
  }

  @Test
  void a_workload_that_changed_often_comes_once_as_it_is_now() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    grid.signDelete(id);
    var all = feed.next(LONG);
    assertThat(ids(all)).containsExactly(id);
    assertThat(all.getFirst().nextAction()).isEqualTo(NextAction.DELETE);
  }

  @Test
  void a_question_that_makes_no_sense_is_refused() throws Exception {
    for (var query : List.of("after=x", "after=-1", "after=0&wait=-1")) {
      var reply = grid.explorer.get("/reservations/workloads/changes?" + query);
      assertThat(reply.status()).as(query).isEqualTo(400);
    }
  }

  private static List<Long> ids(List<Reservation> reservations) {
    return reservations.stream().map(Reservation::id).toList();
  }
}
