package io.coredeck.node.telemetry.redis;

import io.coredeck.model.rule.Endpoint;
import io.coredeck.model.rule.RedisAddress;
import java.util.OptionalLong;

/// A Redis server, and for whom this node connects to it.
///
/// @param address the server and who we are there
/// @param tenant id of the user who names it; empty for the platform's own
/// @param hasOwnName whether the tenant's channel has a name as the platform's own keys have
public record Server(RedisAddress address, OptionalLong tenant, boolean hasOwnName) {

  /// What all keys and channels of the platform begin with.
  private static final String OWN = "coredeck:";

  /// @return the platform's, which the node's configuration names
  public static Server ofPlatform(RedisAddress address) {
    return new Server(address, OptionalLong.empty(), false);
  }

  /// @param tenant id of the user
  /// @param endpoint that a reservation of that user names
  public static Server of(long tenant, Endpoint endpoint) {
    return new Server(
        endpoint.address(), OptionalLong.of(tenant), endpoint.channel().startsWith(OWN));
  }

  /// @return without a password
  @Override
  public String toString() {
    return address.toString();
  }
}
