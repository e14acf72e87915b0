package io.coredeck.explorer.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What the explorer promises to calls that wait.
class WaitersTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final Waiters waiters = new Waiters("test", 20);

  @AfterEach
  void dismiss() {
    waiters.dismiss();
  }

  @Test
  void one_caller_holds_eight_places_and_leaves_the_others_theirs() {
    var turns = IntStream.range(0, 8).mapToObj(_ -> waiters.enter(7, LONG)).toList();
    assertThat(turns).noneMatch(turn -> turn.over().isDone());
    assertThat(waiters.enter(7, LONG).over()).isCompletedWithValue(false);
    assertThat(waiters.enter(9, LONG).over()).isNotDone();
    turns.getFirst().leave();
    assertThat(waiters.enter(7, LONG).over()).isNotDone();
  }

  @Test
  void all_callers_together_hold_no_more_than_there_are() {
    for (var caller = 1; caller <= 20; caller++) {
      assertThat(waiters.enter(caller, LONG).over()).isNotDone();
    }
    assertThat(waiters.enter(21, LONG).over()).isCompletedWithValue(false);
    assertThat(waiters.count()).isEqualTo(20);
  }

  @Test
  void calls_of_callers_nobody_knows_are_counted_together_only() {
    for (var call = 0; call < 20; call++) {
      assertThat(nobody(WaitShare.FREE).over()).isNotDone();
    }
    assertThat(nobody(WaitShare.FREE).over()).isCompletedWithValue(false);
  }

  @Test
  void one_machine_holds_no_more_than_its_share() {
    var share = new WaitShare("192.0.2.7", 16);
    var turns = IntStream.range(0, 16).mapToObj(_ -> nobody(share)).toList();
    assertThat(turns).noneMatch(turn -> turn.over().isDone());
    assertThat(nobody(share).over()).isCompletedWithValue(false);
    assertThat(waiters.enter(share, 7, LONG).over()).isCompletedWithValue(false);
    assertThat(nobody(new WaitShare("192.0.2.8", 16)).over()).isNotDone();
    turns.getFirst().leave();
    assertThat(nobody(share).over()).isNotDone();
  }

  private Waiters.Turn nobody(WaitShare share) {
    return waiters.enter(share, Waiters.NOBODY_KNOWN, LONG);
  }
}
