package io.coredeck.dashboard.compose.deploy;

import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.check.NodeFit;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.model.Container;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import java.util.List;

/// A container that makes place for another.
///
/// @param old as it was asked for
public record Replacement(Reservation old) {

  /// @param facts with the old container still there
  /// @return whether it has to be gone before the new one can come: both want its address, a
  ///   volume, or the room it has
  public boolean isFirst(Draft draft, GridFacts facts) {
    if (!(old.workload() instanceof Container container)) {
      return false;
    }
    var connection = container.networkConnections().getFirst();
    var sameAddress =
        connection.networkId().equals(draft.text("/network_connection/0/network_id"))
            && connection.ipaddress().equals(draft.text("/network_connection/0/ipaddress"));
    var sharesVolume =
        container.volumes().stream()
            .anyMatch(mount ->
                draft.mounts().stream()
                    .anyMatch(wanted -> wanted.volumeId().equals(mount.volumeId())));
    var hasRoom =
        NodeFit.all(draft, facts).stream()
            .anyMatch(fit -> fit.fits() && fit.node().nodeId().equals(draft.text("/node_id")));
    return sameAddress || sharesVolume || !hasRoom;
  }

  /// @return the same container, to be asked for anew. Its version says how its secrets are sealed,
  ///   and stays: those of an old one nobody can open who takes them for new
  Reservation again() {
    return new Reservation(
        0,
        1,
        old.nodeId(),
        old.poolId(),
        "",
        old.description(),
        old.metadata(),
        old.customerTid(),
        "",
        NextAction.DEPLOY,
        SigningRequest.NONE,
        SigningRequest.NONE,
        List.of(),
        List.of(),
        Signature.NONE,
        0,
        old.version(),
        Result.NONE,
        old.workload());
  }
}
