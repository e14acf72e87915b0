package io.coredeck.dashboard.compose.deploy;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// All deployments under way on this dashboard. When it stops, they have a little time to end by
/// themselves; then they are broken off so that nothing is lost.
public final class DeployRuns implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(DeployRuns.class.getName());

  /// More at once are refused.
  private static final int MOST = 256;

  /// For the last calls of those that are broken off.
  private static final Duration LAST_CALLS = Duration.ofSeconds(3);

  private final NodeProgress progress;
  private final Duration limit;

  // Guarded by this.
  private final Map<DeployRun, Thread> under = new HashMap<>();
  private boolean closing;

  /// @param progress tells how far nodes are
  /// @param limit how long a stop waits for what is under way
  public DeployRuns(NodeProgress progress, Duration limit) {
    this.progress = progress;
    this.limit = limit;
  }

  /// @return the deployment, under way; ended already if the dashboard is being stopped
  public synchronized DeployRun start(DeployRun.Order order) {
    var run = new DeployRun(order, progress);
    if (closing || under.size() >= MOST) {
      run.refuse();
      return run;
    }
    var thread = Thread.ofVirtual().name("deploy").unstarted(() -> work(run));
    under.put(run, thread);
    thread.start();
    return run;
  }

  private void work(DeployRun run) {
    try {
      run.run();
    } finally {
      over(run);
    }
  }

  private synchronized void over(DeployRun run) {
    under.remove(run);
    notifyAll();
  }

  /// Takes no more, waits for those under way within the limit, then breaks them off. Calling it
  /// again does nothing.
  @Override
  public synchronized void close() {
    closing = true;
    try {
      await(limit);
      under.values().forEach(Thread::interrupt);
      await(LAST_CALLS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (!under.isEmpty()) {
      LOG.log(Level.ERROR, "{0} deployments were cut off", under.size());
    }
  }

  private void await(Duration most) throws InterruptedException {
    var end = System.nanoTime() + most.toNanos();
    while (!under.isEmpty() && end > System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, end - System.nanoTime());
    }
  }
}
