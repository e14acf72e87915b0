package io.coredeck.dashboard.deletion;

import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.usage.Named;
import io.coredeck.dashboard.usage.NetworkUse;
import io.coredeck.dashboard.usage.NetworkUse.Part;
import io.coredeck.dashboard.usage.VolumeUse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What cannot be deleted because containers use it: volumes they mount, networks they have
/// addresses in.
///
/// @param users the names of the containers, by number of the reservation they use
record InUse(Map<Long, List<String>> users) {

  InUse {
    users = Map.copyOf(users);
  }

  /// @param view what is known of the grid, of all owners
  static InUse of(GridView view) {
    var users = new HashMap<Long, List<String>>();
    for (var volume : VolumeUse.of(view)) {
      users.put(
          volume.reservation().id(),
          volume.mounts().stream().map(mount -> Named.of(mount.container())).toList());
    }
    for (var network : NetworkUse.of(view)) {
      network.parts().forEach(part -> users.put(part.reservation().id(), of(network, part)));
    }
    return new InUse(users);
  }

  /// A node where the network is defined once more keeps it.
  private static List<String> of(NetworkUse network, Part part) {
    var node = part.reservation().nodeId();
    var isOnly =
        network.parts().stream().filter(one -> one.reservation().nodeId().equals(node)).count()
            == 1;
    return isOnly
        ? network.attached().stream()
            .filter(one -> one.container().nodeId().equals(node))
            .map(one -> Named.of(one.container()))
            .distinct()
            .toList()
        : List.of();
  }

  /// @return who uses it; empty for nobody
  List<String> of(long reservation) {
    return users.getOrDefault(reservation, List.of());
  }
}
