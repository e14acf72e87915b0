package io.coredeck.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.wire.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is promised to who waits for one workload.
@Timeout(60)
class LookupTest {

  /// As long as the explorer holds a call.
  private static final int LONG = 60;

  @TempDir private Path folder;
  private TestGrid grid;

  @BeforeEach
  void start() throws Exception {
    grid = new TestGrid(folder);
  }

  @AfterEach
  void stop() {
    grid.close();
  }

  @Test
  void a_look_is_held_until_its_node_has_answered() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    var other = grid.deploy(TestGrid.volume());
    var held = held(id, "answered");
    grid.putResult(other, Result.State.OK, "");
    grid.putResult(id, Result.State.ERROR, "no room");
    assertThat(held.get(20, TimeUnit.SECONDS).result().message()).isEqualTo("no room");
  }

  @Test
  void a_look_is_held_until_its_node_has_taken_it_down() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    grid.putResult(id, Result.State.OK, "");
    var held = held(id, "deleted");
    grid.signDelete(id);
    grid.delete(id);
    assertThat(held.get(20, TimeUnit.SECONDS).nextAction()).isEqualTo(NextAction.DELETED);
  }

  @Test
  void what_has_been_answered_is_not_held() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    grid.putResult(id, Result.State.OK, "");
    var look = CompletableFuture.supplyAsync(() -> look(id, "answered", LONG));
    assertThat(look.get(20, TimeUnit.SECONDS).result().isAnswered()).isTrue();
  }

  @Test
  void without_an_answer_it_ends_with_the_time() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    var begun = System.nanoTime();
    assertThat(look(id, "deleted", 1).nextAction()).isEqualTo(NextAction.DEPLOY);
    assertThat(System.nanoTime() - begun).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(900));
  }

  @Test
  void so_many_wait_for_one_that_others_still_have_a_place() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    var other = grid.deploy(TestGrid.volume());
    for (var place = 1; place <= 8; place++) {
      var _ = held(id, "answered", place);
    }
    assertThat(look(id, "answered", LONG).result().isAnswered()).isFalse(); // at once
    var held = held(other, "answered", 9);
    grid.putResult(other, Result.State.OK, "");
    assertThat(held.get(20, TimeUnit.SECONDS).result().isAnswered()).isTrue();
  }

  @Test
  void a_question_that_makes_no_sense_is_refused() throws Exception {
    var id = grid.deploy(TestGrid.volume());
    for (var query : List.of("until=x", "until=answered&wait=-1", "until=answered&wait=x")) {
      var reply = grid.explorer.get("/reservations/workloads/" + id + "?" + query);
      assertThat(reply.status()).as(query).isEqualTo(400);
    }
    var unknown = grid.explorer.get("/reservations/workloads/4711?until=answered&wait=60");
    assertThat(unknown.status()).isEqualTo(404);
  }

  private CompletableFuture<Reservation> held(long id, String until) {
    return held(id, until, 1);
  }

  /// @param count how many calls wait then
  private CompletableFuture<Reservation> held(long id, String until, int count) {
    var look =
        CompletableFuture.supplyAsync(() -> look(id, until, LONG), Thread::startVirtualThread);
    while (grid.explorer.waitingForChanges() < count) {
      assertThat(look).isNotDone();
      Thread.onSpinWait();
    }
    return look;
  }

  private Reservation look(long id, String until, int wait) {
    try {
      var path = "/reservations/workloads/%d?until=%s&wait=%d".formatted(id, until, wait);
      return Json.reservation(grid.explorer.get(path).text());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
