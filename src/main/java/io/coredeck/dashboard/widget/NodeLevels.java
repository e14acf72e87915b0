package io.coredeck.dashboard.widget;

import io.coredeck.dashboard.widget.Level.Resource;
import io.coredeck.model.registry.Node;

/// How full a node is.
///
/// @param cpu in vCPU, the others in GiB
public record NodeLevels(Level cpu, Level memory, Level ssd, Level hdd) {

  /// @param isLive whether the page can ask what is used now
  public static NodeLevels of(Node node, boolean isLive) {
    var total = node.totalResources();
    var taken = node.reservedResources();
    var id = isLive ? node.nodeId() : "";
    var isSsd = total.sru() > 0; // all disks of a node are of one kind
    return new NodeLevels(
        new Level(id, Resource.CPU, taken.cru(), total.cru(), "vCPU"),
        new Level(id, Resource.MEMORY, taken.mru(), total.mru(), "GiB"),
        new Level(id, isSsd ? Resource.DISK : Resource.OTHER, taken.sru(), total.sru(), "GiB"),
        new Level(id, isSsd ? Resource.OTHER : Resource.DISK, taken.hru(), total.hru(), "GiB"));
  }
}
