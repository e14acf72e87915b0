package io.coredeck.explorer.workload;

import io.coredeck.model.NetworkResource;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.model.Volume;
import java.util.List;

/// What happens next with a workload. Arithmetic on values; nothing is kept here.
///
/// A workload is created, then deployed (or found invalid for want of capacity), then to be
/// deleted, then deleted. Source: "Life of a workload" in docs/formats/explorer.md.
final class Lifecycle {

  private Lifecycle() {}

  /// The original's pipeline: what the signatures so far make of the next action.
  ///
  /// @return the workload as it is shown, stored and handed out
  static Reservation advanced(Reservation workload) {
    if (workload.nextAction().isDelete()) {
      return workload;
    }
    var delete = workload.signingRequestDelete();
    if (delete.quorumMin() > 0 && isReached(delete, workload.signaturesDelete())) {
      return workload.withNextAction(NextAction.DELETE);
    }
    return switch (workload.nextAction()) {
      case CREATE, SIGN -> workload.withNextAction(mayBePaid(workload));
      default -> workload;
    };
  }

  private static NextAction mayBePaid(Reservation workload) {
    var provision = workload.signingRequestProvision();
    return isReached(provision, workload.signaturesProvision()) ? NextAction.PAY : NextAction.SIGN;
  }

  private static boolean isReached(SigningRequest request, List<Signature> signatures) {
    var signers =
        signatures.stream()
            .filter(Lifecycle::isSigned)
            .map(Signature::tid)
            .filter(request.signers()::contains)
            .distinct();
    return signers.count() >= request.quorumMin();
  }

  /// @return whether somebody has signed, and not only asked as one who may without
  static boolean isSigned(Signature given) {
    return !given.signature().isEmpty();
  }

  /// @return whether the answer comes too late to change anything: what is deleted stays so, and
  ///   what has failed is to be deleted, whatever came up later; its message says why
  static boolean isTooLate(Reservation workload, Result answer) {
    var said = workload.result();
    var hasFailed =
        workload.nextAction() == NextAction.DELETE
            && said.isAnswered()
            && said.state() == Result.State.ERROR;
    return workload.nextAction() == NextAction.DELETED
        || (hasFailed && answer.state() == Result.State.OK);
  }

  /// @param answer the node's
  /// @return the workload after its node has answered
  static Reservation answered(Reservation workload, Result answer) {
    if (isTooLate(workload, answer)) {
      return workload;
    }
    if (refusesDeletion(workload, answer)) {
      return workload
          .withSignaturesDelete(List.of())
          .withEpoch(Math.max(answer.epoch(), workload.epoch() + 1)) // what was signed is used up
          .withNextAction(NextAction.DEPLOY)
          .withResult(answer);
    }
    var next =
        switch (answer.state()) {
          case OK -> workload.nextAction();
          case ERROR -> NextAction.DELETE;
          case DELETED -> NextAction.DELETED;
        };
    return workload.withResult(answer).withNextAction(next);
  }

  /// A volume or network that something uses is not deleted: its node says that it is still up, and
  /// why. The deletion must not lie in wait until the last user has gone, unless nobody asked for
  /// it but the pool that cannot pay any more: what uses it goes as well. Before there was any
  /// answer it is the one to the wish, which may say something too.
  private static boolean refusesDeletion(Reservation workload, Result answer) {
    var canBeUsed =
        workload.workload() instanceof Volume || workload.workload() instanceof NetworkResource;
    return workload.nextAction() == NextAction.DELETE
        && !workload.signaturesDelete().isEmpty()
        && canBeUsed
        && workload.result().isAnswered()
        && answer.state() == Result.State.OK
        && !answer.message().isEmpty();
  }

  /// @param now seconds since 1970
  /// @return the workload after its node has taken it down; what the node said before stays
  static Reservation deleted(Reservation workload, long now) {
    var said = workload.result();
    var result =
        said.isAnswered()
            ? new Result(
                said.category(),
                said.workloadId(),
                said.dataJson(),
                said.signature(),
                Result.State.DELETED,
                said.message(),
                said.epoch(),
                said.nodeId())
            : new Result(0, workload.gwid(), "null", "", Result.State.DELETED, "", now, "");
    return workload.withResult(result).withNextAction(NextAction.DELETED);
  }
}
