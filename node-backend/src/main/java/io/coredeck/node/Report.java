package io.coredeck.node;

import io.coredeck.model.Result;
import io.coredeck.sdk.GridException;
import io.coredeck.sdk.NodeClient;
import java.lang.System.Logger.Level;
import java.time.Duration;

/// Tells the explorer what became of workloads. While the explorer cannot be reached it tries again
/// with growing pauses, up to three minutes; after that the explorer asks again by itself, because
/// it repeats what was not answered.
final class Report {

  private static final System.Logger LOG = System.getLogger(Report.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  /// The statuses between these two say that the explorer understood and refused.
  private static final int REFUSED = 400;

  private static final int BROKEN = 500;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final NodeClient explorer;

  Report(NodeClient explorer) {
    this.explorer = explorer;
  }

  void result(Result result) throws InterruptedException {
    repeated(result.workloadId(), () -> explorer.putResult(result));
  }

  /// @return whether the explorer knows now
  boolean deleted(String gwid) throws InterruptedException {
    return repeated(gwid, () -> explorer.deleteResult(gwid));
  }

  private interface Call {
    void run() throws GridException, InterruptedException;
  }

  private static boolean repeated(String gwid, Call call) throws InterruptedException {
    var end = System.nanoTime() + LIMIT.toNanos();
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
              LIMIT.toSeconds(),
              e.getMessage());
          return false;
        }
      }
      Thread.sleep(pause);
      pause = pause.multipliedBy(2);
    }
  }
}
