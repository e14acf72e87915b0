package io.coredeck.node.telemetry;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// Tells people of endpoints that take nothing for a while, and when they take again.
///
/// An endpoint is in trouble if it was at two looks one after the other, so that a server that is
/// only restarted is not told of. As long as it lasts it is told again now and then, because events
/// are forgotten.
///
/// Used by one thread.
final class EndpointWatch {

  /// How far looks are apart.
  static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  /// How many looks later lasting trouble is told again: half an hour.
  static final int LOOKS_UNTIL_AGAIN = 180;

  private final Supplier<Map<String, List<EndpointHealth>>> health;
  private final FollowedLog.Notice notice;

  /// At how many looks in a row it was in trouble.
  private final Map<Endpoint, Integer> troubled = new HashMap<>();

  private record Endpoint(String gwid, EndpointHealth.Kind kind, String shown) {

    /// For people, and what events of one endpoint are known by.
    @Override
    public String toString() {
      var what =
          switch (kind) {
            case STATS -> "statistics";
            case STDOUT, STDERR, PLATFORM_LOGS, PLATFORM_STATS ->
                kind.name().toLowerCase(Locale.ROOT);
          };
      return "%s (%s)".formatted(shown, what);
    }
  }

  /// @param health how the endpoints of each container fare, by gwid
  EndpointWatch(Supplier<Map<String, List<EndpointHealth>>> health, FollowedLog.Notice notice) {
    this.health = health;
    this.notice = notice;
  }

  void look() {
    var there = new HashSet<Endpoint>();
    health
        .get()
        .forEach((gwid, endpoints) -> {
          for (var one : endpoints) {
            if (one.kind() != EndpointHealth.Kind.PLATFORM_LOGS
                && one.kind() != EndpointHealth.Kind.PLATFORM_STATS) {
              var endpoint = new Endpoint(gwid, one.kind(), one.endpoint());
              there.add(endpoint);
              look(endpoint, one);
            }
          }
        });
    troubled.keySet().retainAll(there);
  }

  private void look(Endpoint endpoint, EndpointHealth health) {
    if (health.trouble().isEmpty()) {
      var looks = troubled.remove(endpoint);
      if (looks != null && looks > 1) {
        var lost = health.lost() == 0 ? "" : "; lost so far: " + health.lost();
        notice.tell(endpoint.gwid(), "endpoint-up", endpoint + ": takes again" + lost);
      }
      return;
    }
    var looks = troubled.merge(endpoint, 1, Integer::sum);
    if (looks % LOOKS_UNTIL_AGAIN == 2) {
      notice.tell(endpoint.gwid(), "endpoint-down", endpoint + ": " + health.trouble());
    }
  }
}
