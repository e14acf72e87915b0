package io.coredeck.node.telemetry;

import io.coredeck.node.reach.Reach;
import io.coredeck.node.telemetry.redis.Links;
import io.coredeck.node.telemetry.redis.Outbox;
import io.coredeck.node.telemetry.redis.Server;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/// The one thread that follows the logs of all containers and keeps all connections.
///
/// It goes round: every log does what it can do without waiting, at most one batch for each place,
/// then everything is sent; if nobody could do anything it naps until a server answers or a file is
/// due to be looked at.
final class LogLoop implements AutoCloseable {
  private static final Logger LOG = System.getLogger(LogLoop.class.getName());
  private static final long SHORTEST_NAP = Duration.ofMillis(2).toNanos();
  private static final long LONGEST_NAP = Duration.ofMillis(50).toNanos();
  private static final long TEND_PAUSE = Duration.ofMillis(20).toNanos();
  private static final long BOUND_PAUSE = Duration.ofSeconds(1).toNanos();

  /// How long a log may take to reach everybody after its container is gone.
  static final Duration DRAIN_LIMIT = Duration.ofSeconds(5);

  /// How long of that is waited for a place that can get nothing.
  static final Duration STUCK_LIMIT = Duration.ofSeconds(1);

  /// How long answers are waited for when the agent stops.
  static final Duration LAND_LIMIT = Duration.ofSeconds(2);

  private static final Duration CLOSE_LIMIT = LAND_LIMIT.plusSeconds(3);

  private final Links links;
  private final Optional<Outbox> outbox;
  private final long mostBytes;
  private final List<FollowedLog> logs = new ArrayList<>();
  private final List<Leaving> leaving = new ArrayList<>();
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile boolean closing;
  private long tendAt = System.nanoTime();
  private long boundAt = tendAt;

  /// A log whose container is gone.
  private record Leaving(FollowedLog log, long begun, CompletableFuture<FollowedLog> drained) {

    boolean isOver(long now) {
      var waited = now - begun;
      return waited > DRAIN_LIMIT.toNanos() || log.isDrained(waited < STUCK_LIMIT.toNanos());
    }
  }

  private LogLoop(TelemetryConfig config, Reach reach) {
    this.links = new Links(config.limits().connections(), config.platform(), reach, this::wake);
    this.outbox =
        config.platform().map(server -> new Outbox(links.acquire(Server.ofPlatform(server))));
    this.mostBytes = config.limits().allSpools().count();
    this.thread = Thread.ofPlatform().name("telemetry-logs").unstarted(this::run);
  }

  static LogLoop start(TelemetryConfig config, Reach reach) {
    var loop = new LogLoop(config, reach);
    loop.thread.start();
    return loop;
  }

  Links links() {
    return links;
  }

  /// @return single commands for the platform's Redis, if there is one
  Optional<Outbox> outbox() {
    return outbox;
  }

  /// Ends a nap; safe for any thread.
  void wake() {
    LockSupport.unpark(thread);
  }

  /// Follows a log from now on.
  void add(FollowedLog log) {
    run(() -> logs.add(log));
  }

  /// Has a thing done by the thread.
  void run(Runnable task) {
    tasks.add(task);
    wake();
  }

  /// Follows a log only until everybody has it, or for {@link #DRAIN_LIMIT}.
  ///
  /// @return done when the log is followed no more; it is not closed yet
  CompletableFuture<FollowedLog> remove(FollowedLog log) {
    var drained = new CompletableFuture<FollowedLog>();
    run(() -> {
      log.endRun();
      leaving.add(new Leaving(log, System.nanoTime(), drained));
    });
    return drained;
  }

  private void run() {
    while (!closing) {
      for (var task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
      var now = System.nanoTime();
      if (now - tendAt >= 0) {
        tendAt = now + TEND_PAUSE;
        links.tend(now);
      }
      var moved = false;
      var due = now + LONGEST_NAP;
      for (var log : logs) {
        moved |= log.step(now);
        due = log.due() - due < 0 ? log.due() : due;
      }
      links.flush();
      outbox.ifPresent(Outbox::tend);
      letGo(now);
      bound(now);
      if (!moved && tasks.isEmpty()) {
        LockSupport.parkNanos(Math.clamp(due - System.nanoTime(), SHORTEST_NAP, LONGEST_NAP));
      }
    }
    land();
  }

  private void letGo(long now) {
    for (var one : List.copyOf(leaving)) {
      if (one.isOver(now)) {
        leaving.remove(one);
        logs.remove(one.log());
        one.drained().complete(one.log());
      }
    }
  }

  /// Keeps all logs together within their bound, at the cost of the largest.
  private void bound(long now) {
    if (now - boundAt < 0) {
      return;
    }
    boundAt = now + BOUND_PAUSE;
    var total = logs.stream().mapToLong(FollowedLog::size).sum();
    while (total > mostBytes) {
      var largest =
          logs.stream()
              .filter(FollowedLog::canShrink)
              .max(Comparator.comparingLong(FollowedLog::size));
      if (largest.isEmpty()) {
        return;
      }
      total -= largest.get().shrink();
    }
  }

  private void land() {
    var until = System.nanoTime() + LAND_LIMIT.toNanos();
    var landed = false;
    while (!landed && System.nanoTime() - until < 0) {
      outbox.ifPresent(Outbox::tend);
      landed = outbox.map(Outbox::isDoneOrStuck).orElse(true);
      for (var log : logs) {
        landed &= log.hasLanded(System.nanoTime());
      }
      if (!landed) {
        LockSupport.parkNanos(SHORTEST_NAP);
      }
    }
    leaving.forEach(one -> logs.remove(one.log()));
    leaving.forEach(one -> one.drained().complete(one.log()));
    logs.forEach(FollowedLog::close);
  }

  /// Waits a moment for answers, remembers everything, ends the thread and all connections.
  @Override
  public void close() {
    closing = true;
    wake();
    try {
      if (!thread.join(CLOSE_LIMIT)) {
        LOG.log(Level.WARNING, "the thread that ships logs does not end");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    links.close();
  }
}
