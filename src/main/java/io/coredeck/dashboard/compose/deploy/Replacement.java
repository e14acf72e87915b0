package io.coredeck.dashboard.compose.deploy;

import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.check.NodeFit;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.model.Container;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Result;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.draft.Successor;
import io.coredeck.wire.draft.Replaces;
import java.util.List;

/// A container that makes place for another.
///
/// @param old as it was asked for
public record Replacement(Reservation old) {

  /// Stand in place of a wish's content in the mark of what takes a container's place.
  private static final String RESTORED = "restored";

  private static final String CONTENT = "dashboard";

  /// @param facts with the old container still there
  /// @return whether it has to be gone before the new one can come: both want its address, a
  ///   volume, or the room it has
  public boolean isFirst(Draft draft, GridFacts facts) {
    if (!(old.workload() instanceof Container container)) {
      return false;
    }
    var sameAddress =
        container.networkConnections().stream()
            .anyMatch(one ->
                one.networkId().equals(draft.text("/network_connection/0/network_id"))
                    && one.ipaddress().equals(draft.text("/network_connection/0/ipaddress")));
    var sharesVolume =
        container.volumes().stream()
            .anyMatch(mount ->
                draft.mounts().stream()
                    .anyMatch(wanted -> wanted.volumeId().equals(mount.volumeId())));
    return sameAddress
        || sharesVolume
        || (!hasRoom(draft, facts) && hasRoom(draft, facts.without(old)));
  }

  private static boolean hasRoom(Draft draft, GridFacts facts) {
    return NodeFit.all(draft, facts).stream()
        .anyMatch(fit -> fit.fits() && fit.node().nodeId().equals(draft.text("/node_id")));
  }

  /// @param before the number of one that was asked for in its place
  /// @throws DeployException if another one takes the place
  void requireNoOther(GridClient grid, long before)
      throws GridException, InterruptedException, DeployException {
    var other = Successor.of(grid, old).filter(one -> one.id() < before);
    if (other.isPresent()) {
      throw new DeployException(DeployException.Source.REPLACED, other.get().gwid());
    }
  }

  /// @return the wish, saying in its metadata that it takes the old one's place
  Reservation marked(Reservation wish) {
    return wish.withTexts(
        wish.description(), Replaces.marked(wish.metadata(), old.gwid(), CONTENT));
  }

  /// @return the same container, to be asked for anew, marked as what comes in its own place. Who
  ///   has to agree to its deletion stays. Its version says how its secrets are sealed, and stays:
  ///   those of an old one nobody can open who takes them for new
  Reservation again() {
    return new Reservation(
        0,
        old.workloadId(),
        old.nodeId(),
        old.poolId(),
        "",
        old.description(),
        Replaces.marked(old.metadata(), old.gwid(), RESTORED),
        old.customerTid(),
        "",
        NextAction.DEPLOY,
        old.signingRequestProvision(),
        old.signingRequestDelete(),
        List.of(),
        List.of(),
        Signature.NONE,
        0,
        old.version(),
        Result.NONE,
        old.workload());
  }
}
