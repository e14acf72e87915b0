package io.coredeck.explorer.webhook;

import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.model.Volume;
import io.coredeck.model.Workload;
import io.coredeck.model.hook.HookEvent;
import java.util.Optional;

/// What a change of a workload means. Arithmetic on values.
final class Changes {

  private Changes() {}

  /// @param before empty if it is new
  /// @return what has happened; empty if it is nothing that anybody is told of
  static Optional<HookEvent> event(Optional<Reservation> before, Reservation after) {
    return before.isEmpty() ? Optional.of(HookEvent.CREATED) : event(before.get(), after);
  }

  private static Optional<HookEvent> event(Reservation before, Reservation after) {
    if (after.nextAction() == NextAction.DELETED) {
      return only(before.nextAction() != NextAction.DELETED, HookEvent.DELETED);
    }
    if (hasFailed(after) && !hasFailed(before)) {
      return Optional.of(HookEvent.ERROR);
    }
    if (after.nextAction() == NextAction.DELETE) {
      return only(before.nextAction() != NextAction.DELETE, end(before, after));
    }
    if (after.nextAction() != NextAction.DEPLOY) {
      return Optional.empty();
    }
    if (isUp(after)) {
      return only(!isUp(before), HookEvent.OK);
    }
    return only(before.nextAction() != NextAction.DEPLOY, HookEvent.DEPLOYING);
  }

  private static Optional<HookEvent> only(boolean isNew, HookEvent event) {
    return isNew ? Optional.of(event) : Optional.empty();
  }

  /// Who asks leaves a signature, or at least the own name in the place of one.
  private static HookEvent end(Reservation before, Reservation after) {
    return after.signaturesDelete().size() > before.signaturesDelete().size()
        ? HookEvent.DELETE_ASKED
        : HookEvent.EXPIRED;
  }

  private static boolean hasFailed(Reservation workload) {
    return workload.result().isAnswered() && workload.result().state() == Result.State.ERROR;
  }

  private static boolean isUp(Reservation workload) {
    return workload.nextAction() == NextAction.DEPLOY
        && workload.result().isAnswered()
        && workload.result().state() == Result.State.OK;
  }

  /// @return one word for how it is
  static String state(Reservation workload) {
    return switch (workload.nextAction()) {
      case CREATE, SIGN -> "signing";
      case PAY -> "paying";
      case DEPLOY -> hasFailed(workload) ? "error" : isUp(workload) ? "ok" : "deploying";
      case DELETE -> hasFailed(workload) ? "error" : "deleting";
      case INVALID -> "invalid";
      case DELETED -> "deleted";
      case MIGRATED -> "migrated";
    };
  }

  /// @return one word for what it is, of {@link io.coredeck.model.hook.HookTarget#TYPES} if the
  ///   grid runs it
  static String type(Workload workload) {
    return switch (workload) {
      case Container _ -> "container";
      case Volume _ -> "volume";
      case NetworkResource _ -> "network";
      case Workload.Unsupported _ -> "other";
    };
  }
}
