package io.coredeck.node.telemetry.notice;

import io.coredeck.node.telemetry.notice.ToldEndpoints.Server;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Tells people of servers that take nothing of a container for a while, and when they take again.
///
/// A server is in trouble if it was at two looks one after the other, so that one that is only
/// restarted is not told of. As long as it lasts it is told again now and then, because events are
/// forgotten. All that happens on a grid shares one list: {@link #MOST_AN_HOUR} and {@link
/// #MOST_OF_ONE} leave place in it for everything else when the server of a thousand containers
/// goes away, or one goes away and comes back all the time.
///
/// Used by one thread.
public final class EndpointWatch {

  /// How far looks are apart.
  public static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  /// How many looks later lasting trouble is told again: half an hour.
  static final int LOOKS_UNTIL_AGAIN = 180;

  /// How often trouble is told within an hour, of all containers and of one.
  static final int MOST_AN_HOUR = 300;

  static final int MOST_OF_ONE = 12;

  private static final System.Logger LOG = System.getLogger(EndpointWatch.class.getName());
  private static final int LOOKS_OF_AN_HOUR =
      (int) Duration.ofHours(1).dividedBy(EndpointWatch.BETWEEN_LOOKS);

  /// After a start containers are taken up one after the other; until then none is gone.
  private static final int LOOKS_OF_A_START = 60;

  private final Supplier<Map<String, List<EndpointHealth>>> health;
  private final Notice notice;
  private final ToldEndpoints told;
  private final Map<Server, Trouble> troubled = new HashMap<>();
  private final Map<String, Integer> toldOf = new HashMap<>();
  private int toldThisHour;
  private int unsaid;
  private long look;

  /// Trouble that lasts.
  private static final class Trouble {
    private int looks;
    private long toldAt;
  }

  /// How a server fares with one container.
  private static final class Fare {
    private final Set<EndpointHealth.Kind> troubled = EnumSet.noneOf(EndpointHealth.Kind.class);
    private String trouble = "";
    private long lost;

    private void add(EndpointHealth one) {
      lost += one.lost();
      if (!one.trouble().isEmpty()) {
        troubled.add(one.kind());
        trouble = one.trouble();
      }
    }
  }

  /// @param health how the endpoints of each container fare, by gwid
  /// @param file remembers what was told before the agent was started; need not be there
  public EndpointWatch(
      Supplier<Map<String, List<EndpointHealth>>> health, Notice notice, Path file) {
    this.health = health;
    this.notice = notice;
    this.told = new ToldEndpoints(file);
  }

  /// Never throws: it is called again and again by a clock that would stop.
  public void look() {
    try {
      look++;
      if (look % LOOKS_OF_AN_HOUR == 0) {
        startHour();
      }
      var all = health.get();
      var there = new HashMap<Server, Fare>();
      all.forEach((gwid, endpoints) -> gather(gwid, endpoints, there));
      there.forEach(this::judge);
      troubled.keySet().retainAll(there.keySet());
      if (look > LOOKS_OF_A_START) {
        told.keep(there.keySet());
      }
      told.save();
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the endpoints of containers could not be looked at", e);
    }
  }

  private void startHour() {
    if (unsaid > 0) {
      LOG.log(Level.WARNING, "{0} times an endpoint took nothing and nobody was told", unsaid);
    }
    toldThisHour = 0;
    unsaid = 0;
    toldOf.clear();
  }

  private static void gather(String gwid, List<EndpointHealth> endpoints, Map<Server, Fare> there) {
    var own = new LinkedHashMap<Server, Fare>();
    for (var one : endpoints) {
      switch (one.kind()) {
        case STDOUT, STDERR, STATS ->
            own.computeIfAbsent(Server.of(gwid, one.endpoint()), _ -> new Fare()).add(one);
        case PLATFORM_LOGS, PLATFORM_STATS -> {
          // nobody's endpoint
        }
      }
    }
    there.putAll(own);
  }

  private void judge(Server server, Fare fare) {
    if (fare.troubled.isEmpty()) {
      troubled.remove(server);
      if (told.remove(server)) {
        var lost = fare.lost == 0 ? "" : "; lost so far: " + fare.lost;
        notice.tell(server.gwid(), "endpoint-up", server.address() + ": takes again" + lost);
      }
      return;
    }
    var trouble = troubled.computeIfAbsent(server, _ -> new Trouble());
    trouble.looks++;
    var isDue =
        trouble.toldAt == 0 ? trouble.looks >= 2 : look - trouble.toldAt >= LOOKS_UNTIL_AGAIN;
    if (isDue) {
      tell(server, fare, trouble);
    }
  }

  private void tell(Server server, Fare fare, Trouble trouble) {
    var ofIt = toldOf.getOrDefault(server.gwid(), 0);
    if (toldThisHour >= MOST_AN_HOUR || ofIt >= MOST_OF_ONE) {
      unsaid++;
      return;
    }
    toldThisHour++;
    toldOf.put(server.gwid(), ofIt + 1);
    trouble.toldAt = look;
    told.add(server);
    notice.tell(
        server.gwid(),
        "endpoint-down",
        "%s (%s): %s".formatted(server.address(), words(fare.troubled), fare.trouble));
  }

  private static String words(Set<EndpointHealth.Kind> kinds) {
    return Arrays.stream(EndpointHealth.Kind.values())
        .filter(kinds::contains)
        .map(kind ->
            kind == EndpointHealth.Kind.STATS ? "statistics" : kind.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
