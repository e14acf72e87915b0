package io.coredeck.model;

import java.util.Optional;

/// The kinds of workload the wire knows. The number on the wire is the ordinal, the name stands in
/// the signed text.
///
/// The grid runs {@link #CONTAINER}, {@link #VOLUME} and {@link #NETWORK_RESOURCE}.
public enum WorkloadType {
  ZDB,
  CONTAINER,
  VOLUME,
  NETWORK,
  KUBERNETES,
  PROXY,
  REVERSE_PROXY,
  SUBDOMAIN,
  DOMAIN_DELEGATE,
  GATEWAY4TO6,
  NETWORK_RESOURCE,
  PUBLIC_IP,
  VIRTUAL_MACHINE;

  /// @param code the number on the wire
  /// @return empty if no kind has that number
  public static Optional<WorkloadType> ofCode(long code) {
    return code >= 0 && code < values().length
        ? Optional.of(values()[(int) code])
        : Optional.empty();
  }

  /// @return the number on the wire, 0 to 12
  public int code() {
    return ordinal();
  }

  /// The number under which a node reports the result: a network resource reports as a network.
  ///
  /// @return 0 to 12
  public int resultCategory() {
    return this == NETWORK_RESOURCE ? NETWORK.ordinal() : ordinal();
  }
}
