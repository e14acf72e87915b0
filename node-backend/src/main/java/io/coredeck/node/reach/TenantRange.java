package io.coredeck.node.reach;

/// A range of addresses on this node and whose it is.
///
/// @param tenant id of the user
/// @param range every port of it
public record TenantRange(long tenant, AddressRange range) {}
