package io.coredeck.dashboard.container.console;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.model.Container;
import io.coredeck.model.Reservation;

/// What there is to see of a container's console.
enum Stage {
  /// Processes and terminals.
  OPEN,
  /// It will be there soon.
  STARTING,
  /// The container runs a command of its own.
  NONE,
  /// There was one, or would have been.
  FAILED,
  STOPPING,
  DELETED;

  static Stage of(Reservation reservation) {
    var look = Look.of(reservation);
    if (look == Look.DELETED || look == Look.STOPPING) {
      return look == Look.DELETED ? DELETED : STOPPING;
    }
    if (!(reservation.workload() instanceof Container container && container.interactive())) {
      return NONE;
    }
    return switch (look) {
      case RUNNING -> OPEN;
      case FAILED -> FAILED;
      default -> STARTING;
    };
  }

  /// @return whether people start with it when they open the container's page
  static boolean isFirst(Reservation reservation) {
    var stage = of(reservation);
    return stage == OPEN || stage == STARTING;
  }

  /// @return how its texts begin
  String key() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
