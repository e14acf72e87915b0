package io.coredeck.node;

import io.coredeck.model.Result;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NodeClient;
import java.lang.System.Logger.Level;
import java.time.Duration;

/// Tells the explorer what became of workloads. While the explorer cannot be reached it tries again
/// with growing pauses, up to a limit; after that it asks again by itself for what it waits for.
final class Report {

  private static final System.Logger LOG = System.getLogger(Report.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  /// The statuses between these two say that the explorer understood and refused.
  private static final int REFUSED = 400;

  private static final int BROKEN = 500;

  /// How long the explorer is tried.
  static final Duration LIMIT = Duration.ofMinutes(3);

  private final NodeClient explorer;
  private final Duration limit;

  /// @param limit how long the explorer is tried
  Report(NodeClient explorer, Duration limit) {
    this.explorer = explorer;
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

  private interface Call {
    void run() throws GridException, InterruptedException;
  }

  private boolean repeated(String gwid, Call call) throws InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    var pause = FIRST_PAUSE;
    while (true) {
      try {
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
