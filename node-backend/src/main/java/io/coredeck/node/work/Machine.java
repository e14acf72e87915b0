package io.coredeck.node.work;

import io.coredeck.model.Bytes;
import io.coredeck.node.container.Containers;
import io.coredeck.node.image.Images;
import io.coredeck.node.network.Networks;
import io.coredeck.node.telemetry.Telemetry;
import io.coredeck.node.volume.Storage;
import io.coredeck.node.volume.Volumes;

/// The features of this node, ready for use.
///
/// @param images flists as mounted root file systems
/// @param networks private networks and the containers attached to them
/// @param storage subvolumes with limits
/// @param volumes storage that outlives containers
/// @param containers what runs
/// @param telemetry logs and statistics
public record Machine(
    Images images,
    Networks networks,
    Storage storage,
    Volumes volumes,
    Containers containers,
    Telemetry telemetry) {

  /// Lets who watches know what this node uses, from now on.
  public void reportNode(String nodeId) {
    telemetry.reportNode(nodeId, () -> new Bytes(storage.size().count() - storage.free().count()));
  }

  /// Tells who watches what happened.
  public void event(String gwid, String kind, String text) {
    telemetry.event(gwid, kind, text);
  }
}
