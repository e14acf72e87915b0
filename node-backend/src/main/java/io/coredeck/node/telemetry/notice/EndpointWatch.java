package io.coredeck.node.telemetry.notice;

import io.coredeck.node.telemetry.notice.ToldEndpoints.Server;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
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
/// forgotten; {@link Places} says how much of all this. Of those that wait for a place, servers
/// take turns, and what nobody knows yet goes before what is told again.
///
/// Used by one thread.
public final class EndpointWatch {

  /// How far looks are apart.
  public static final Duration BETWEEN_LOOKS = Duration.ofSeconds(10);

  /// How much later lasting trouble is told again.
  static final Duration UNTIL_AGAIN = Duration.ofMinutes(30);

  private static final System.Logger LOG = System.getLogger(EndpointWatch.class.getName());

  /// After a start containers are taken up one after the other; until then none is gone.
  private static final Duration START = Duration.ofMinutes(10);

  private final Supplier<Map<String, List<EndpointHealth>>> health;
  private final Notice notice;
  private final ToldEndpoints told;
  private final InstantSource clock;
  private final Instant started;
  private final Map<Server, Instant> troubledSince = new HashMap<>();
  private final Set<Server> unsaid = new HashSet<>();
  private Instant hour;

  /// Trouble for which it is time to tell it.
  ///
  /// @param isNew whether it has not been told
  /// @param since when it was told last, or began
  private record Due(Server server, Fare fare, boolean isNew, Instant since) {}

  /// @param number of places that its server has before it
  private record Turn(Due due, int number) {}

  private static final Comparator<Due> WHO_WAITS =
      Comparator.comparing((Due due) -> !due.isNew)
          .thenComparing(Due::since)
          .thenComparing(due -> due.server.gwid());

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

  private EndpointWatch(
      Supplier<Map<String, List<EndpointHealth>>> health,
      Notice notice,
      ToldEndpoints told,
      InstantSource clock) {
    this.health = health;
    this.notice = notice;
    this.told = told;
    this.clock = clock;
    this.started = clock.instant();
    this.hour = started;
  }

  /// @param health how the endpoints of each container fare, by gwid
  /// @param file remembers what was told before the agent was started; need not be there
  public static EndpointWatch open(
      Supplier<Map<String, List<EndpointHealth>>> health,
      Notice notice,
      Path file,
      InstantSource clock) {
    return new EndpointWatch(health, notice, ToldEndpoints.open(file), clock);
  }

  /// Never throws: it is called again and again by a clock that would stop.
  public void look() {
    try {
      var now = clock.instant();
      told.forgetOld(now);
      var there = new HashMap<Server, Fare>();
      health.get().forEach((gwid, endpoints) -> gather(gwid, endpoints, there));
      var due = new ArrayList<Due>();
      there.forEach((server, fare) -> judge(server, fare, now, due));
      tell(due, now);
      troubledSince.keySet().retainAll(there.keySet());
      if (now.isAfter(started.plus(START))) {
        told.keep(there.keySet());
      }
      told.save();
      admitUnsaid(now);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the endpoints of containers could not be looked at", e);
    }
  }

  private void admitUnsaid(Instant now) {
    if (now.isBefore(hour.plus(ToldEndpoints.REMEMBERED))) {
      return;
    }
    if (!unsaid.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "{0} endpoints took nothing within the last hour and waited to be told of",
          unsaid.size());
    }
    unsaid.clear();
    hour = now;
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

  private void judge(Server server, Fare fare, Instant now, List<Due> due) {
    if (fare.troubled.isEmpty()) {
      troubledSince.remove(server);
      if (told.end(server)) {
        var lost = fare.lost == 0 ? "" : "; lost so far: " + fare.lost;
        notice.tell(server.gwid(), "endpoint-up", server.address() + ": takes again" + lost);
      }
      return;
    }
    var before = troubledSince.putIfAbsent(server, now);
    if (before == null) {
      return;
    }
    if (!told.isDown(server)) {
      due.add(new Due(server, fare, true, before));
    } else if (!told.last(server).isAfter(now.minus(UNTIL_AGAIN))) {
      due.add(new Due(server, fare, false, told.last(server)));
    }
  }

  private void tell(List<Due> due, Instant now) {
    var places = new Places(told.counts(now));
    for (var one : inTurn(due, places)) {
      if (places.take(one.server, one.isNew)) {
        unsaid.remove(one.server);
        told.add(one.server, now);
        notice.tell(one.server.gwid(), "endpoint-down", sentence(one));
      } else {
        unsaid.add(one.server);
      }
    }
  }

  /// @return first those of servers that have had the fewest places
  private static List<Due> inTurn(List<Due> due, Places places) {
    var turns = new ArrayList<Turn>(due.size());
    var next = new HashMap<String, Integer>();
    for (var one : due.stream().sorted(WHO_WAITS).toList()) {
      var address = one.server.address();
      var turn = next.computeIfAbsent(address, places::ofAddress);
      turns.add(new Turn(one, turn));
      next.put(address, turn + 1);
    }
    return turns.stream().sorted(Comparator.comparingInt(Turn::number)).map(Turn::due).toList();
  }

  private static String sentence(Due due) {
    return "%s (%s): %s"
        .formatted(due.server.address(), words(due.fare.troubled), due.fare.trouble);
  }

  private static String words(Set<EndpointHealth.Kind> kinds) {
    return Arrays.stream(EndpointHealth.Kind.values())
        .filter(kinds::contains)
        .map(kind ->
            kind == EndpointHealth.Kind.STATS ? "statistics" : kind.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }
}
