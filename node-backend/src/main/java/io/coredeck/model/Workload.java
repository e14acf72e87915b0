package io.coredeck.model;

/// What a reservation asks for: one of the kinds the grid runs.
public sealed interface Workload permits Container, Volume, NetworkResource, Workload.Unsupported {

  /// @return the kind, as on the wire
  WorkloadType type();

  /// A kind of workload that this grid does not run. A node answers it with an error instead of
  /// stumbling over it.
  ///
  /// @param type the kind
  /// @param reason why it cannot be run, in words for the person who asked
  record Unsupported(WorkloadType type, String reason) implements Workload {}
}
