package io.coredeck.dashboard.admin;

import io.coredeck.model.Container;
import io.coredeck.model.NetworkResource;
import io.coredeck.model.Reservation;
import io.coredeck.model.Volume;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What somebody has reserved that runs or is to run.
///
/// @param containers how many
/// @param volumes how many
/// @param networks how many
record Owned(long containers, long volumes, long networks) {

  static final Owned NOTHING = new Owned(0, 0, 0);

  /// @param live everybody's
  /// @return by the owner's user of the grid
  static Map<Long, Owned> of(List<Reservation> live) {
    var found = new HashMap<Long, Owned>();
    for (var one : live) {
      if (one.nextAction().code() <= MOST_LIVE) {
        found.merge(one.customerTid(), of(one), Owned::plus);
      }
    }
    return found;
  }

  /// Up to this number of the next action a reservation takes something.
  private static final int MOST_LIVE = 4;

  private static Owned of(Reservation one) {
    return switch (one.workload()) {
      case Container _ -> new Owned(1, 0, 0);
      case Volume _ -> new Owned(0, 1, 0);
      case NetworkResource _ -> new Owned(0, 0, 1);
      default -> NOTHING;
    };
  }

  private Owned plus(Owned other) {
    return new Owned(
        containers + other.containers, volumes + other.volumes, networks + other.networks);
  }

  boolean isNothing() {
    return equals(NOTHING);
  }
}
