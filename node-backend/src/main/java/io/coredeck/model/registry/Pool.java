package io.coredeck.model.registry;

import java.util.List;

/// Capacity that was paid for.
///
/// @param poolId its number
/// @param cus compute unit seconds left
/// @param sus storage unit seconds left
/// @param ipv4us public address unit seconds left
/// @param nodeIds nodes it may be used on
/// @param lastUpdated seconds since 1970 of the last accounting
/// @param activeCu compute units in use
/// @param activeSu storage units in use
/// @param activeIpv4 public addresses in use
/// @param emptyAt seconds since 1970 when it runs dry; {@link Long#MAX_VALUE} if nothing is in use
/// @param customerTid the owner's user id
/// @param sponsorTid who paid for it; 0 for the owner
/// @param activeWorkloadIds what uses it
public record Pool(
    long poolId,
    double cus,
    double sus,
    double ipv4us,
    List<String> nodeIds,
    long lastUpdated,
    double activeCu,
    double activeSu,
    double activeIpv4,
    long emptyAt,
    long customerTid,
    long sponsorTid,
    List<Long> activeWorkloadIds) {

  public Pool {
    nodeIds = List.copyOf(nodeIds);
    activeWorkloadIds = List.copyOf(activeWorkloadIds);
  }
}
