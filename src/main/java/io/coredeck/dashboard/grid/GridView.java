package io.coredeck.dashboard.grid;

import io.coredeck.dashboard.text.Refusal;
import io.coredeck.model.Reservation;
import io.coredeck.model.registry.Node;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the grid looked like at one moment.
public final class GridView {

  private final Instant at;
  private final Optional<Refusal> trouble;
  private final List<Node> nodes;
  private final Reservations reservations;

  /// Of an explorer that answers.
  ///
  /// @param live the reservations, oldest first
  public GridView(Instant at, List<Node> nodes, List<Reservation> live) {
    this(at, Optional.empty(), nodes, Reservations.of(live));
  }

  GridView(Instant at, Optional<Refusal> trouble, List<Node> nodes, Reservations reservations) {
    this.at = at;
    this.trouble = trouble;
    this.nodes = List.copyOf(nodes);
    this.reservations = reservations;
  }

  /// @return when the explorer said so, of its oldest word here; {@link Instant#EPOCH} if it is not
  ///   known yet what there is
  public Instant at() {
    return at;
  }

  /// @return why it could not be asked since then; empty if it answers
  public Optional<Refusal> trouble() {
    return trouble;
  }

  /// @return those that are not taken off the grid
  public List<Node> nodes() {
    return nodes;
  }

  /// @return the reservations that run, are to run or are being taken down, those no pool could
  ///   pay, and those that failed in the last 24 hours, oldest first; the same list as long as
  ///   nothing in it changes
  public List<Reservation> live() {
    return reservations.list();
  }

  /// @return whether the explorer has said everything there is
  public boolean isKnown() {
    return at.isAfter(Instant.EPOCH);
  }

  /// @return whether it ended by itself and was started again, within the last minutes
  public boolean isRestarting(Reservation one) {
    return reservations.isRestarting(one);
  }

  /// @return made of the reservations, for the first who wants it
  public <T> T once(Made<T> what) {
    return reservations.once(what);
  }

  /// @param tid a user of the grid
  /// @return the same with only that user's reservations
  public GridView of(long tid) {
    return new GridView(at, trouble, nodes, reservations.of(tid));
  }
}
