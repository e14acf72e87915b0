package io.coredeck.node;

import io.coredeck.model.Result;
import io.coredeck.node.turn.Places;
import io.coredeck.node.turn.Turn;
import io.coredeck.node.work.Workloads;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NodeClient;
import io.coredeck.wire.Messages.UsedResources;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tells the explorer what became of workloads, and what they take. While the explorer cannot be
/// reached it tries again with growing pauses, up to a limit, to tell what became of one; after
/// that it asks again by itself for what it waits for.
final class Report {

  private static final System.Logger LOG = System.getLogger(Report.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  /// The statuses between these two say that the explorer understood and refused.
  private static final int REFUSED = 400;

  private static final int BROKEN = 500;

  /// How long the explorer is tried.
  static final Duration LIMIT = Duration.ofMinutes(3);

  /// Calls at once; those who wait, also between two tries, keep nobody from work.
  private static final int MOST_CALLS = 16;

  private final NodeClient explorer;
  private final Workloads workloads;
  private final Duration limit;
  private final Places calls = new Places(MOST_CALLS, MOST_CALLS);

  /// Guarded by this; what the explorer knows since this agent has run.
  private Optional<Set<Integer>> toldPorts = Optional.empty();

  /// @param workloads that are up
  /// @param limit how long the explorer is tried to tell it what became of one
  Report(NodeClient explorer, Workloads workloads, Duration limit) {
    this.explorer = explorer;
    this.workloads = workloads;
    this.limit = limit;
  }

  Duration limit() {
    return limit;
  }

  /// @return whether the explorer knows now
  boolean result(Result result) throws InterruptedException {
    return repeated(result.workloadId(), () -> explorer.putResult(result));
  }

  /// @return whether the explorer knows now
  boolean deleted(String gwid) throws InterruptedException {
    return repeated(gwid, () -> explorer.deleteResult(gwid));
  }

  void reserved() throws InterruptedException {
    aside(this::tellReserved);
  }

  private boolean tellReserved() throws InterruptedException {
    try (var _ = calls.take(0)) {
      explorer.reportUsedResources(new UsedResources(workloads.reserved(), workloads.counts()));
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the explorer was not told what is reserved: {0}", e.getMessage());
    }
    return true;
  }

  /// Tells at which UDP ports networks listen, if it does not know; what could not be told is told
  /// at the next call.
  void ports() throws InterruptedException {
    aside(this::tellPorts);
  }

  private synchronized boolean tellPorts() throws InterruptedException {
    try {
      var ports = workloads.ports();
      if (!toldPorts.equals(Optional.of(ports))) {
        explorer.reportPorts(List.copyOf(ports));
        toldPorts = Optional.of(ports);
      }
    } catch (IOException e) {
      LOG.log(
          Level.WARNING, "the explorer was not told the ports of networks: {0}", e.getMessage());
    }
    return true;
  }

  private interface Telling {
    boolean run() throws InterruptedException;
  }

  /// Whoever tells the explorer something only waits for it.
  private static boolean aside(Telling telling) throws InterruptedException {
    var pause = Turn.pause();
    try {
      return telling.run();
    } finally {
      pause.end();
    }
  }

  private interface Call {
    void run() throws GridException, InterruptedException;
  }

  private boolean repeated(String gwid, Call call) throws InterruptedException {
    return aside(() -> untilTold(gwid, call));
  }

  private boolean untilTold(String gwid, Call call) throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    var pause = FIRST_PAUSE;
    while (true) {
      try (var _ = calls.take(0)) {
        call.run();
        return true;
      } catch (GridException e) {
        if (e.status() >= REFUSED && e.status() < BROKEN) {
          LOG.log(Level.WARNING, "{0}: the explorer refused the answer: {1}", gwid, e.getMessage());
          return true;
        }
        if (System.nanoTime() + pause.toNanos() > end) {
          LOG.log(
              Level.WARNING,
              "{0}: the explorer could not be told within {1} s: {2}",
              gwid,
              limit.toSeconds(),
              e.getMessage());
          return false;
        }
      }
      Thread.sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }
}
