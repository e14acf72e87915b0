package io.coredeck.node.telemetry.notice;

/// How one of a container's endpoints fares.
///
/// @param kind what goes there
/// @param endpoint where it is, without user and password
/// @param delivered lines or samples that the server took since the container's first start
/// @param lost those it can never get: lines whose file had to be deleted, samples of a time when
///   it was down
/// @param trouble why nothing goes there at the moment; empty if all is well
public record EndpointHealth(
    Kind kind, String endpoint, long delivered, long lost, String trouble) {

  /// What goes to an endpoint.
  public enum Kind {
    STDOUT,
    STDERR,
    STATS,
    PLATFORM_LOGS,
    PLATFORM_STATS
  }
}
