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
  void who_begins_is_not_told_of_what_was_deleted_long_ago() throws Exception {
    var gone = grid.deploy(TestGrid.volume());
    end(gone);
    var kept = grid.deploy(TestGrid.volume());
    var lately = grid.deploy(TestGrid.volume());
    end(lately);

    var all = changes("after=0");
    assertThat(TestGrid.ids(all)).containsExactly(gone, kept, lately);
    var begin = changes("after=0&ended_after=-1");
    assertThat(TestGrid.ids(begin)).containsExactly(kept, lately);
    var border = begin.header("x-ended-after");
    assertThat(Long.parseLong(border))
        .isBetween(Long.parseLong(all.header("x-last-change")) - 1, Long.MAX_VALUE);

    end(kept);
    assertThat(TestGrid.ids(changes("after=0&ended_after=" + border)))
        .as("what ends while somebody begins")
        .contains(kept)
        .doesNotContain(gone);
  }

  @Test
  void the_newest_comes_even_if_it_was_deleted_long_ago() throws Exception {
    var kept = grid.deploy(TestGrid.volume());
    var newest = grid.deploy(TestGrid.volume());
    end(newest);
    grid.signDelete(kept);
    assertThat(TestGrid.ids(changes("after=0&ended_after=-1"))).containsExactly(newest, kept);
  }

  @Test
  void what_ended_before_it_began_comes_with_the_feed() throws Exception {
    var gone = grid.deploy(TestGrid.volume());
    end(gone);
    assertThat(ids(feed.next(LONG))).containsExactly(gone);
  }

  private TestExplorer.Reply changes(String query) throws Exception {
    return TestExplorer.expect(200, grid.explorer.get("/reservations/workloads/changes?" + query));
  }

  private void end(long id) throws Exception {
    TestExplorer.expect(201, grid.signDelete(id));
    TestExplorer.expect(200, grid.delete(id));
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
