package io.coredeck.node.telemetry.notice;

import io.coredeck.node.telemetry.notice.ToldEndpoints.Server;
import java.util.HashMap;
import java.util.Map;

/// What may still be told within an hour. All that happens on a grid shares one list, in which the
/// server of a thousand containers, or one that goes away and comes back all the time, must leave
/// place for everything else.
final class Places {

  /// How often trouble is told within any hour: of all containers, of those of one server, of one.
  static final int MOST = 300;

  static final int MOST_OF_ADDRESS = 100;
  static final int MOST_OF_ONE = 12;

  /// The last ones are for what nobody knows yet.
  static final int MOST_AGAIN = 200;

  private final Map<String, Integer> ofAddress = new HashMap<>();
  private final Map<String, Integer> ofOne = new HashMap<>();
  private int taken;

  /// @param told how often it was within the last hour
  Places(Map<Server, Integer> told) {
    told.forEach(this::add);
  }

  private void add(Server server, int times) {
    taken += times;
    ofAddress.merge(server.address(), times, Integer::sum);
    ofOne.merge(server.gwid(), times, Integer::sum);
  }

  /// @return how many those of this server have had
  int ofAddress(String address) {
    return ofAddress.getOrDefault(address, 0);
  }

  /// @param isNew whether it has not been told that this server is down
  /// @return whether there was one
  boolean take(Server server, boolean isNew) {
    var isFree =
        taken < (isNew ? MOST : MOST_AGAIN)
            && ofAddress(server.address()) < MOST_OF_ADDRESS
            && ofOne.getOrDefault(server.gwid(), 0) < MOST_OF_ONE;
    if (isFree) {
      add(server, 1);
    }
    return isFree;
  }
}
