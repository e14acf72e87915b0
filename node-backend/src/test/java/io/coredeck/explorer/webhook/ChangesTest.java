package io.coredeck.explorer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.Bytes;
import io.coredeck.model.DiskType;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.model.Volume;
import io.coredeck.model.hook.HookEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a change of a workload means.
class ChangesTest {
  private static final Reservation NEW =
      new Reservation(
          1,
          1,
          "n",
          1,
          "",
          "",
          "",
          7,
          "00",
          NextAction.DEPLOY,
          SigningRequest.NONE,
          new SigningRequest(List.of(7L), 1),
          List.of(),
          List.of(),
          Signature.NONE,
          5,
          2,
          Result.NONE,
          new Volume(Bytes.ofGiB(1), DiskType.SSD));
  private static final Reservation UP = NEW.withResult(result(Result.State.OK));
  private static final Reservation FAILED =
      NEW.withResult(result(Result.State.ERROR)).withNextAction(NextAction.DELETE);
  private static final Reservation ASKED =
      UP.withSignaturesDelete(List.of(new Signature(7, "", 9))).withNextAction(NextAction.DELETE);
  private static final Reservation GONE =
      ASKED.withResult(result(Result.State.DELETED)).withNextAction(NextAction.DELETED);

  private static Result result(Result.State state) {
    return new Result(2, "1-1", "{}", "", state, "", 6, "n");
  }

  @Test
  void each_step_of_a_life_is_one_event() {
    assertThat(Changes.event(Optional.empty(), NEW)).contains(HookEvent.CREATED);
    assertThat(event(NEW, UP)).contains(HookEvent.OK);
    assertThat(event(UP, ASKED)).contains(HookEvent.DELETE_ASKED);
    assertThat(event(ASKED, GONE)).contains(HookEvent.DELETED);
    assertThat(event(NEW, FAILED)).contains(HookEvent.ERROR);
    assertThat(event(UP, FAILED)).contains(HookEvent.ERROR);
    assertThat(event(FAILED, GONE)).contains(HookEvent.DELETED);
    assertThat(event(NEW.withNextAction(NextAction.SIGN), NEW)).contains(HookEvent.DEPLOYING);
  }

  @Test
  void what_is_said_again_is_none() {
    for (var same : List.of(NEW, UP, FAILED, ASKED, GONE)) {
      assertThat(event(same, same)).isEmpty();
    }
    assertThat(event(NEW.withNextAction(NextAction.SIGN), NEW.withNextAction(NextAction.PAY)))
        .isEmpty();
  }

  @Test
  void an_end_nobody_asked_for_is_that_of_a_dry_pool() {
    var dry = UP.withNextAction(NextAction.DELETE);
    assertThat(event(UP, dry)).contains(HookEvent.EXPIRED);
    // one of two who must sign had asked before
    var half = UP.withSignaturesDelete(List.of(new Signature(7, "00", 9)));
    assertThat(event(UP, half)).isEmpty();
    assertThat(event(half, half.withNextAction(NextAction.DELETE))).contains(HookEvent.EXPIRED);
  }

  @Test
  void what_its_node_does_not_delete_is_up_again() {
    assertThat(event(ASKED, UP.withSignaturesDelete(List.of()))).contains(HookEvent.OK);
  }

  @Test
  void states_are_words() {
    assertThat(List.of(NEW, UP, FAILED, ASKED, GONE).stream().map(Changes::state))
        .containsExactly("deploying", "ok", "error", "deleting", "deleted");
  }

  private static Optional<HookEvent> event(Reservation before, Reservation after) {
    return Changes.event(Optional.of(before), after);
  }
}
