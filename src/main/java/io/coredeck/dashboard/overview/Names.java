package io.coredeck.dashboard.overview;

import io.coredeck.dashboard.grid.ImageName;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Node;
import io.coredeck.sdk.workload.WorkloadName;

/// What people call things.
final class Names {

  private static final int SHORT_ID = 12;

  private Names() {}

  /// @return the name its owner gave it, else its image's, else its number
  static String of(Reservation reservation) {
    var name = WorkloadName.of(reservation);
    if (!name.isEmpty()) {
      return name;
    }
    return reservation.workload() instanceof Container container
        ? ImageName.of(container.flist())
        : reservation.gwid();
  }

  static String of(Node node) {
    if (!node.hostname().isBlank()) {
      return node.hostname();
    }
    var id = node.nodeId();
    return id.length() <= SHORT_ID ? id : id.substring(0, SHORT_ID) + "…";
  }
}
