package io.coredeck.dashboard.deletion;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.grid.ImageName;
import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import io.coredeck.sdk.workload.WorkloadName;
import java.util.List;

/// Something that is to be deleted.
///
/// @param reservation as it was when the person asked
/// @param kind what it is
/// @param name what its owner calls it, else its image or network, else its number on the grid
/// @param isLoss whether something is lost with it
/// @param users the names of the containers that use it; while there is one, it cannot go
record Item(Reservation reservation, Kind kind, String name, boolean isLoss, List<String> users) {

  /// What people call the kinds of things; texts have a choice for each.
  enum Kind {
    CONTAINER,
    VOLUME,
    NETWORK
  }

  Item {
    users = List.copyOf(users);
  }

  static Item of(Reservation reservation, InUse inUse) {
    var called = WorkloadName.of(reservation);
    var isUp = Look.of(reservation) == Look.RUNNING;
    var kind =
        switch (reservation.workload()) {
          case NetworkResource _ -> Kind.NETWORK;
          case Volume _ -> Kind.VOLUME;
          default -> Kind.CONTAINER;
        };
    var name =
        switch (reservation.workload()) {
          case Container container -> ImageName.of(container.flist());
          case NetworkResource network -> network.name();
          default -> reservation.gwid();
        };
    return new Item(
        reservation,
        kind,
        called.isEmpty() ? name : called,
        isUp && kind != Kind.NETWORK,
        inUse.of(reservation.id()));
  }

  /// @return whether it can be asked for now: it is there, on its way, or waits in vain for a pool
  static boolean isDeletable(Reservation reservation) {
    return reservation.nextAction().code() <= NextAction.DEPLOY.code()
        || reservation.nextAction() == NextAction.INVALID;
  }

  boolean isUsed() {
    return !users.isEmpty();
  }

  /// @return whether no pool could pay it: it is there in name alone, and asked for again would be
  ///   so again
  boolean isUnpaid() {
    return reservation.nextAction() == NextAction.INVALID;
  }

  String gwid() {
    return reservation.gwid();
  }
}
