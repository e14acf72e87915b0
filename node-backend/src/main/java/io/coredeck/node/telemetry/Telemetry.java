package io.coredeck.node.telemetry;

import io.coredeck.node.reach.Reach;
import io.coredeck.node.telemetry.notice.EndpointHealth;
import io.coredeck.node.telemetry.notice.EndpointWatch;
import io.coredeck.node.telemetry.redis.Words;
import io.coredeck.node.telemetry.stats.DiskUse;
import io.coredeck.node.telemetry.stats.NodeLoad;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/// Ships the output and the statistics of the containers of this node.
///
/// **Lines** go, one PUBLISH each, to every endpoint of the reservation, and as entries of the
/// stream `coredeck:logs:GWID` to the platform's Redis: `n` its number, `t` milliseconds since
/// 1970, `s` stdout or stderr, `l` the bytes. An entry's id is `n-0`. conmon's file is the buffer:
/// a place that is down is caught up from it as long as the file is there, and a restarted agent
/// goes on where it stopped. Lines can arrive twice at an endpoint, but not in the stream: those
/// that had no answer when a connection broke, and after `kill -9` of the agent those of its last
/// 100 ms. What a container has not ended with a newline is shown in `coredeck:logs:GWID:open`
/// ({@link UnfinishedLines}).
///
/// **Samples** go to every stats endpoint and to the stream `coredeck:stats:GWID`, one every two
/// seconds. They are not repeated: a place that is down misses them. The highest of each minute
/// goes to the stream `coredeck:stats:GWID:minutes`.
///
/// **The node's load**, the sum of all samples of one moment, goes to the stream
/// `coredeck:node:NODE_ID`: `cpu` thousandths of a core, `memory` and `disk` bytes, `containers`,
/// and `busiest`, up to 20 of them, each `GWID:cpu`.
///
/// **Events** go to the stream `coredeck:events`: `gwid`, `t`, `kind`, `text`.
///
/// **Steps** of a container that comes up go to `coredeck:steps:GWID`, for an hour.
///
/// Safe for use by several threads.
public final class Telemetry implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Telemetry.class.getName());

  /// The stream of events.
  public static final String EVENTS_KEY = "coredeck:events";

  private static final Duration DAY = Duration.ofDays(1);

  /// What the platform's Redis keeps of a container, by its gwid.
  private static final List<UnaryOperator<String>> STREAMS =
      List.of(LogShipping::streamKey, StatsSweep::streamKey, StatsSweep::minutesKey);

  /// How many threads may wait for conmon at once.
  private static final int REOPENING_THREADS = 4;

  /// How long an answer of our own thread may take.
  private static final Duration ANSWER_LIMIT = LogLoop.DRAIN_LIMIT.plusSeconds(10);

  private final TelemetryConfig config;
  private final LogLoop loop;
  private final StatsSweep sweep;
  private final LogShipping shipping;
  private final ExecutorService reopenings;
  private final Map<String, FollowedLog> logs = new ConcurrentHashMap<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("telemetry-endpoints").factory());

  /// What stays of a container that is no longer watched. What does not, and was not shipped,
  /// counts as lost.
  public enum Keep {
    /// Log files, streams in the platform's Redis, and the knowledge what was shipped.
    ALL,
    /// The streams, so that people can read why it ended.
    STREAMS_FOR_A_DAY,
    NOTHING
  }

  private Telemetry(TelemetryConfig config, Reach reach) {
    this.config = config;
    this.reopenings =
        Executors.newFixedThreadPool(
            REOPENING_THREADS, Thread.ofPlatform().daemon().name("telemetry-reopen-", 0).factory());
    this.loop = LogLoop.start(config, reach);
    this.sweep = StatsSweep.start(loop.links());
    this.shipping = new LogShipping(config, loop, reopenings, this::event);
    var watch =
        EndpointWatch.open(
            this::health,
            this::event,
            config.stateDir().resolve("endpoints-down"),
            InstantSource.system());
    var pause = EndpointWatch.BETWEEN_LOOKS.toSeconds();
    var _ = looks.scheduleWithFixedDelay(watch::look, pause, pause, TimeUnit.SECONDS);
  }

  private Map<String, List<EndpointHealth>> health() {
    var all = new HashMap<String, List<EndpointHealth>>();
    logs.keySet().forEach(gwid -> all.put(gwid, health(gwid)));
    return all;
  }

  /// Starts the threads; connects to Redis when it can.
  ///
  /// @param reach where the servers may be that reservations name; not closed with this
  /// @throws IOException if the state directory cannot be made
  public static Telemetry start(TelemetryConfig config, Reach reach) throws IOException {
    var state = Files.createDirectories(config.stateDir());
    Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx------")); // has text
    return new Telemetry(config, reach);
  }

  /// Reports from now on what all containers of the node use together.
  ///
  /// @param disk asked every half minute
  public void reportNode(String nodeId, DiskUse disk) {
    config.platform().ifPresent(redis -> sweep.report(new NodeLoad(nodeId, disk), redis));
  }

  /// Ships a container's output and statistics from now on; its output from where it was shipped up
  /// to before, or from its start.
  ///
  /// @throws IllegalStateException if it is watched already
  /// @throws IOException if what is remembered, or the log's directory, cannot be read
  public synchronized void watch(Watched watched) throws IOException {
    if (logs.containsKey(watched.gwid())) {
      throw new IllegalStateException(
          watched.gwid() + " is watched already; it must be unwatched before it is watched anew");
    }
    var log = shipping.open(watched);
    logs.put(watched.gwid(), log);
    sweep.add(watched, config);
    loop.add(log);
  }

  /// @return the containers that are watched
  public List<String> watched() {
    return List.copyOf(logs.keySet());
  }

  /// Tells that a run of the container has ended and all its output is in the file: an unfinished
  /// last line is shipped. To be told before the container is started again; otherwise the first
  /// line of the next run continues it.
  ///
  /// @param gwid one that is not watched does not matter
  public void ended(String gwid) {
    var log = logs.get(gwid);
    if (log != null) {
      var done = new CompletableFuture<Void>();
      loop.run(() -> {
        log.endRun();
        done.complete(null);
      });
      await(done, gwid);
    }
  }

  /// Ships what is left of a container's log, for a few seconds at most, then forgets the
  /// container.
  ///
  /// @param gwid one that is not watched is fine: what may be left of it is deleted if asked for
  /// @param keep what stays
  /// @return how its endpoints fared
  public List<EndpointHealth> unwatch(String gwid, Keep keep) {
    var log = logs.get(Watched.requireGwid(gwid));
    var health = new ArrayList<EndpointHealth>();
    if (log != null) {
      await(loop.remove(log), gwid);
      health.addAll(sweep.health(gwid));
      sweep.remove(gwid);
      if (keep == Keep.ALL) {
        log.close();
      } else {
        log.delete();
      }
      health.addAll(0, log.health());
      shipping.release(log);
    }
    if (keep != Keep.ALL) {
      forget(gwid);
      cleanUp("DEL", UnfinishedLines.key(gwid));
    }
    switch (keep) {
      case ALL -> {
        // Whoever watches it next goes on where this one stopped.
      }
      case STREAMS_FOR_A_DAY ->
          STREAMS.forEach(key -> cleanUp("EXPIRE", key.apply(gwid), DAY.toSeconds()));
      case NOTHING -> STREAMS.forEach(key -> cleanUp("DEL", key.apply(gwid)));
    }
    logs.remove(gwid);
    return health;
  }

  private void forget(String gwid) {
    try {
      Files.deleteIfExists(shipping.positionFile(gwid));
    } catch (IOException e) {
      LOG.log(Level.WARNING, gwid + ": what was remembered of its log cannot be deleted", e);
    }
  }

  private void tell(Object... words) {
    loop.outbox().ifPresent(outbox -> outbox.add(Words.command(words)));
  }

  private void cleanUp(Object... words) {
    loop.outbox().ifPresent(outbox -> outbox.addLasting(Words.command(words)));
  }

  /// @return how the endpoints of a container fare: of the platform, of logs, of statistics
  public List<EndpointHealth> health(String gwid) {
    var log = logs.get(gwid);
    var health = new ArrayList<EndpointHealth>();
    if (log != null) {
      health.addAll(log.health());
      health.addAll(sweep.health(gwid));
    }
    return health;
  }

  /// Adds an event to {@value #EVENTS_KEY}. Waits for nothing; while Redis is down the last
  /// thousand are kept in memory.
  ///
  /// @param gwid of a workload
  /// @param kind one word, e.g. `started`
  /// @param text for people
  public void event(String gwid, String kind, String text) {
    var most = config.limits().events();
    var t = System.currentTimeMillis();
    tell(
        "XADD",
        EVENTS_KEY,
        "MAXLEN",
        "~",
        most,
        "*",
        "gwid",
        gwid,
        "t",
        t,
        "kind",
        kind,
        "text",
        text);
    loop.wake();
  }

  /// Begins to tell how a container comes up, in the place of what was told of it before.
  ///
  /// @param gwid of the container
  public StartSteps steps(String gwid) {
    return StartSteps.begin(
        gwid,
        words -> {
          tell(words);
          loop.wake();
        });
  }

  private static void await(CompletableFuture<?> done, String gwid) {
    try {
      done.get(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.log(Level.ERROR, gwid + ": the thread that ships logs does not answer", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Stops shipping within a few seconds and remembers how far it came. Containers run on; the next
  /// start goes on from there. Calling it again does nothing.
  @Override
  public synchronized void close() {
    looks.shutdownNow();
    sweep.close();
    loop.close();
    reopenings.shutdownNow();
  }
}
