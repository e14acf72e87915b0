package io.coredeck.sdk.zos;

import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Result;
import io.coredeck.sdk.workload.Addresses;

/// What became of a workload.
///
/// @param reservation as it was when that was known
public record Outcome(Reservation reservation) {

  public WorkloadId id() {
    return new WorkloadId(reservation.id());
  }

  /// @return whether its node made it and it is not being taken down
  public boolean isUp() {
    return reservation.nextAction() == NextAction.DEPLOY
        && reservation.result().isAnswered()
        && reservation.result().state() == Result.State.OK;
  }

  /// @return why it is not up, in the node's words where it has some; empty if it is
  public String why() {
    if (isUp()) {
      return "";
    }
    var said = reservation.result().message();
    if (!said.isEmpty()) {
      return said;
    }
    return reservation.nextAction() == NextAction.INVALID
        ? "its pool has not enough left"
        : "it is being taken down, or was";
  }

  /// @return where a container can be reached
  public Addresses addresses() {
    return Addresses.of(reservation.result());
  }
}
