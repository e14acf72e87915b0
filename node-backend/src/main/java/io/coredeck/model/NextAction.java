package io.coredeck.model;

import java.util.Optional;

/// What has to happen next with a reservation. The number on the wire is the ordinal.
public enum NextAction {
  CREATE,
  SIGN,
  PAY,
  DEPLOY,
  DELETE,
  INVALID,
  DELETED,
  MIGRATED;

  /// @param code the number on the wire
  /// @return empty if no action has that number
  public static Optional<NextAction> ofCode(long code) {
    return code >= 0 && code < values().length
        ? Optional.of(values()[(int) code])
        : Optional.empty();
  }

  /// @return the number on the wire, 0 to 7
  public int code() {
    return ordinal();
  }

  /// @return whether the node has to take the workload down, or already has
  public boolean isDelete() {
    return this == DELETE || this == DELETED;
  }
}
