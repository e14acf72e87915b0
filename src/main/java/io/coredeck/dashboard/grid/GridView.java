package io.coredeck.dashboard.grid;

import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Node;
import java.time.Instant;
import java.util.List;

/// What the grid looked like at one moment.
///
/// @param at when the explorer said so; {@link Instant#EPOCH} if it never did
/// @param trouble why it could not be asked since then; empty if it answers
/// @param nodes those that are not taken off the grid
/// @param live the reservations that run, are to run or are being taken down, and those that failed
///   in the last 24 hours, oldest first
public record GridView(Instant at, String trouble, List<Node> nodes, List<Reservation> live) {

  public GridView {
    nodes = List.copyOf(nodes);
    live = List.copyOf(live);
  }

  /// @return whether the explorer has ever answered
  public boolean isKnown() {
    return at.isAfter(Instant.EPOCH);
  }

  /// @param tid a user of the grid
  /// @return the same with only that user's reservations
  public GridView of(long tid) {
    var own = live.stream().filter(reservation -> reservation.customerTid() == tid).toList();
    return new GridView(at, trouble, nodes, own);
  }
}
