package io.coredeck.dashboard.compose.deploy;

import io.coredeck.dashboard.compose.check.GridFacts;
import io.coredeck.dashboard.compose.deploy.DeployException.Source;
import io.coredeck.dashboard.compose.draft.Draft;
import io.coredeck.dashboard.compose.draft.DraftReservation;
import io.coredeck.model.Bytes;
import io.coredeck.model.DiskType;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Reservation.Signature;
import io.coredeck.model.Reservation.SigningRequest;
import io.coredeck.model.Result;
import io.coredeck.model.Volume;
import io.coredeck.model.Workload;
import io.coredeck.model.registry.Node;
import io.coredeck.sdk.GridClient;
import io.coredeck.sdk.network.NetworkPart;
import io.coredeck.sdk.workload.WorkloadName;
import java.util.List;

/// What has to be there before a container: its new network, its new volumes.
///
/// @param grid in whose name it is asked for
/// @param draft of the container
/// @param nodeId where
/// @param poolId who pays
record NewParts(GridClient grid, Draft draft, String nodeId, long poolId) {

  private static final String CONNECTION = "/network_connection/0";

  /// @param port UDP port of the new tunnel
  Reservation network(int port) {
    var name = draft.text(CONNECTION + "/network_id");
    var part =
        NetworkPart.of(
            nodeId,
            name,
            draft.text(CONNECTION + "/create/network_iprange"),
            draft.text(CONNECTION + "/create/iprange"),
            port);
    return wish(part, name, "");
  }

  Reservation volume(Draft.Mount mount) {
    var name = DraftReservation.volumeName(draft, mount);
    var type = mount.newSsd() ? DiskType.SSD : DiskType.HDD;
    return wish(new Volume(Bytes.ofGiB(mount.newGib()), type), "", WorkloadName.metadata(name));
  }

  private Reservation wish(Workload workload, String description, String metadata) {
    return new Reservation(
        0,
        1,
        nodeId,
        poolId,
        "",
        description,
        metadata,
        grid.tid(),
        "",
        NextAction.DEPLOY,
        SigningRequest.NONE,
        SigningRequest.NONE,
        List.of(),
        List.of(),
        Signature.NONE,
        0,
        Reservation.CURRENT_VERSION,
        Result.NONE,
        workload);
  }

  /// @return one that no network on the draft's node has
  static int port(GridFacts facts, Draft draft) throws DeployException {
    var used = facts.node(draft.text("/node_id")).map(Node::wgPorts).orElse(List.of());
    try {
      return NetworkPart.portBeside(used);
    } catch (IllegalArgumentException e) {
      throw new DeployException(Source.NODE, String.valueOf(e.getMessage()));
    }
  }
}
