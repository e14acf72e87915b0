package io.coredeck.dashboard.deletion;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.grid.ImageName;
import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import io.coredeck.sdk.WorkloadName;
import java.util.List;

/// Something that is to be deleted.
///
/// @param reservation as it was when the person asked
/// @param kind what it is
/// @param name what its owner calls it, else its image or network, else its number on the grid
/// @param isLoss whether something is lost with it
record Item(Reservation reservation, Kind kind, String name, boolean isLoss) {

  /// What people call the kinds of things; texts have a choice for each.
  enum Kind {
    CONTAINER,
    VOLUME,
    NETWORK
  }

  /// @param all what there is on the grid, to see who uses it
  static Item of(Reservation reservation, List<Reservation> all) {
    var name = WorkloadName.of(reservation);
    var isUp = Look.of(reservation) == Look.RUNNING;
    return switch (reservation.workload()) {
      case Container container ->
          new Item(
              reservation,
              Kind.CONTAINER,
              name.isEmpty() ? ImageName.of(container.flist()) : name,
              isUp);
      case NetworkResource network ->
          new Item(
              reservation,
              Kind.NETWORK,
              name.isEmpty() ? network.name() : name,
              isUp && all.stream().anyMatch(one -> isIn(one, reservation, network)));
      case Volume _ ->
          new Item(reservation, Kind.VOLUME, name.isEmpty() ? reservation.gwid() : name, isUp);
      default -> new Item(reservation, Kind.CONTAINER, reservation.gwid(), isUp);
    };
  }

  private static boolean isIn(Reservation one, Reservation whole, NetworkResource network) {
    return one.workload() instanceof Container container
        && one.customerTid() == whole.customerTid()
        && one.nodeId().equals(whole.nodeId())
        && container.networkConnections().stream()
            .anyMatch(connection -> connection.networkId().equals(network.name()));
  }

  /// @return whether it can be asked for now: it is there or on its way
  static boolean isDeletable(Reservation reservation) {
    return reservation.nextAction().code() <= NextAction.DEPLOY.code();
  }

  String gwid() {
    return reservation.gwid();
  }
}
