package io.coredeck.node.telemetry;

import io.coredeck.model.StatsSample;
import io.coredeck.model.rule.RedisAddress;
import io.coredeck.node.telemetry.notice.EndpointHealth;
import io.coredeck.node.telemetry.redis.Link;
import io.coredeck.node.telemetry.redis.Links;
import io.coredeck.node.telemetry.redis.Request;
import io.coredeck.node.telemetry.redis.Server;
import io.coredeck.node.telemetry.stats.NodeLoad;
import io.coredeck.node.telemetry.stats.StatsPeak;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Every {@value #PERIOD_MILLIS} ms one sample of every running container to each of its places.
///
/// Readers divide by the difference of two timestamps, which are whole seconds. So the sweep begins
/// in the middle of each even second, where a little delay does not change the second; no two
/// samples on a channel carry the same one; and nothing is sent with the second in which this
/// program started, because the one before it may have used that.
///
/// The highest of each minute is kept for a day in a stream of its own.
///
/// A sample that cannot be sent at once is dropped and counted.
final class StatsSweep implements AutoCloseable {
  private static final Logger LOG = System.getLogger(StatsSweep.class.getName());

  /// How often, milliseconds.
  static final long PERIOD_MILLIS = 2000;

  private static final long PHASE_MILLIS = 500;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  /// A day of minutes.
  private static final int MINUTES_KEPT = 1_440;

  /// Samples are dropped if a server has this many commands to answer.
  private static final long MOST_UNDER_WAY = 20_000;

  /// If the clock is set back by more than this, seconds, samples go on with the new time.
  private static final long CLOCK_STEP = 60;

  private final Links links;
  private final long firstSecond;
  private final Map<String, Source> sources = new ConcurrentHashMap<>();
  private final Map<String, Long> lastSeconds = new HashMap<>();
  private volatile Optional<NodePlace> node = Optional.empty();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = Thread.ofPlatform().name("telemetry-stats").unstarted(this::run);

  private record NodePlace(NodeLoad load, Link link) {}

  private static final class Source {
    private final Watched watched;
    private final List<StatsPlace> places;
    private final Optional<StatsPlace> minutes;
    private final StatsPeak peak = new StatsPeak();
    private String trouble = "";

    Source(Watched watched, List<StatsPlace> places, Optional<StatsPlace> minutes) {
      this.watched = watched;
      this.places = places;
      this.minutes = minutes;
    }
  }

  StatsSweep(Links links, long startSecond) {
    this.links = links;
    this.firstSecond = startSecond + 1;
  }

  static StatsSweep start(Links links) {
    var sweep = new StatsSweep(links, System.currentTimeMillis() / 1000);
    sweep.thread.start();
    return sweep;
  }

  /// @return the name of the stream that holds a container's samples
  static String streamKey(String gwid) {
    return "coredeck:stats:" + gwid;
  }

  /// @return the name of the stream that holds one sample of each minute
  static String minutesKey(String gwid) {
    return streamKey(gwid) + ":minutes";
  }

  /// Sends from now on what all containers of this node use together.
  ///
  /// @param platform the platform's Redis
  void report(NodeLoad load, RedisAddress platform) {
    node = Optional.of(new NodePlace(load, links.acquire(Server.ofPlatform(platform))));
  }

  void add(Watched watched, TelemetryConfig config) {
    var places = new ArrayList<StatsPlace>();
    var minutes = new ArrayList<StatsPlace>();
    config
        .platform()
        .ifPresent(server -> {
          var link = links.acquire(Server.ofPlatform(server));
          var most = config.limits().samples();
          places.add(StatsPlace.stream(server, link, streamKey(watched.gwid()), most));
          minutes.add(StatsPlace.stream(server, link, minutesKey(watched.gwid()), MINUTES_KEPT));
        });
    for (var endpoint : watched.stats()) {
      var server = Server.of(watched.tenant(), endpoint);
      places.add(StatsPlace.channel(endpoint, links.acquire(server)));
    }
    sources.put(watched.gwid(), new Source(watched, places, minutes.stream().findFirst()));
  }

  void remove(String gwid) {
    var source = sources.remove(gwid);
    if (source != null) {
      source.places.forEach(place -> links.release(place.link()));
    }
  }

  List<EndpointHealth> health(String gwid) {
    var source = sources.get(gwid);
    return source == null ? List.of() : source.places.stream().map(StatsPlace::health).toList();
  }

  private void run() {
    try {
      while (!closing.await(untilNext(System.currentTimeMillis()), TimeUnit.MILLISECONDS)) {
        sweep(System.currentTimeMillis() / 1000);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// @return milliseconds until the middle of the next even second, more than 0
  static long untilNext(long now) {
    return PERIOD_MILLIS - Math.floorMod(now - PHASE_MILLIS, PERIOD_MILLIS);
  }

  /// Takes and sends one sample of each running container.
  ///
  /// @param second the time they carry
  void sweep(long second) {
    var batches = new HashMap<Link, List<Request>>();
    var sum = node;
    sum.ifPresent(one -> one.load().begin());
    for (var source : sources.values()) {
      sample(source, second)
          .ifPresent(sample -> {
            sum.ifPresent(one -> one.load().add(source.watched.gwid(), sample, System.nanoTime()));
            spread(source, sample, batches);
          });
    }
    sum.ifPresent(one -> spread(one, batches));
    batches.forEach(Link::send);
    lastSeconds.values().removeIf(last -> second - last > CLOCK_STEP);
  }

  private static void spread(NodePlace node, Map<Link, List<Request>> batches) {
    var link = node.link();
    var entry = node.load().entry();
    if (link.isUp() && link.underWay() < MOST_UNDER_WAY) {
      batches.computeIfAbsent(link, _ -> new ArrayList<>()).add(Request.of(entry, node.load()));
    }
  }

  private Optional<StatsSample> sample(Source source, long second) {
    try {
      var limit = source.watched.memoryLimit();
      var usage = source.watched.usage().usage();
      source.trouble = "";
      return usage.map(
          u -> new StatsSample(second, u.memory(), limit, u.memoryCache(), u.cpu(), u.pids()));
    } catch (IOException | RuntimeException e) {
      if (!source.trouble.equals(e.toString())) {
        LOG.log(Level.WARNING, source.watched.gwid() + ": its usage cannot be read", e);
      }
      source.trouble = e.toString();
      return Optional.empty();
    }
  }

  private void spread(Source source, StatsSample sample, Map<Link, List<Request>> batches) {
    for (var place : source.places) {
      var last = lastSeconds.getOrDefault(place.shown(), firstSecond - 1);
      var isNew = sample.timestamp() > last || last - sample.timestamp() > CLOCK_STEP;
      if (isNew && place.link().isUp() && place.link().underWay() < MOST_UNDER_WAY) {
        lastSeconds.put(place.shown(), sample.timestamp());
        batches.computeIfAbsent(place.link(), _ -> new ArrayList<>()).add(place.request(sample));
      } else {
        place.drop();
      }
    }
    var peak = source.peak.take(sample);
    if (peak.isPresent() && source.minutes.isPresent() && source.minutes.get().link().isUp()) {
      var place = source.minutes.get();
      batches.computeIfAbsent(place.link(), _ -> new ArrayList<>()).add(place.request(peak.get()));
    }
  }

  /// Ends the thread; what was sent is not waited for.
  @Override
  public void close() {
    closing.countDown();
    try {
      if (!thread.join(CLOSE_LIMIT)) {
        LOG.log(Level.WARNING, "the thread that takes statistics does not end");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
