package io.coredeck.node;

import io.coredeck.node.turn.Places;
import io.coredeck.node.turn.Turn;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/// Runs tasks side by side, but those of one workload one after the other in the order they came.
///
/// Safe for several threads.
final class Lanes implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Lanes.class.getName());

  /// Tasks that may run at once, of all tenants and of one; more wait in their lanes. One that only
  /// waits for somebody outside does not count meanwhile.
  private static final int MOST_AT_ONCE = 16;

  private static final int MOST_AT_ONCE_EACH = 12;

  /// Whose the work is that nobody has asked for.
  private static final long NOBODY = 0;

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final ExecutorService executor =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("lane-", 0).factory());
  private final ToLongFunction<String> owners;
  private final Places places = new Places(MOST_AT_ONCE, MOST_AT_ONCE_EACH);

  // Guarded by this. A lane is in the map while a task of it runs or waits.
  private final Map<String, Queue<Waiting>> lanes = new HashMap<>();

  /// How many lanes have become free so far; guarded by this.
  private long finished;

  /// Nothing has an owner who is not named.
  Lanes() {
    this(_ -> NOBODY);
  }

  /// @param owners whose a workload is where that is not said: id of a user, 0 for nobody
  Lanes(ToLongFunction<String> owners) {
    this.owners = owners;
  }

  private record Waiting(long tenant, Task task) {}

  /// Something to do for one workload.
  interface Task {
    void run() throws InterruptedException;
  }

  /// Runs the task after those that came earlier for the same workload. After {@link #close} it is
  /// not run.
  void submit(String gwid, Task task) {
    submit(gwid, owners.applyAsLong(gwid), task);
  }

  /// Does so for somebody.
  ///
  /// @param tenant id of the user whose the workload is
  synchronized void submit(String gwid, long tenant, Task task) {
    var lane = lanes.get(gwid);
    if (lane != null) {
      lane.add(new Waiting(tenant, task));
      return;
    }
    if (executor.isShutdown()) {
      return;
    }
    var fresh = new ArrayDeque<Waiting>();
    fresh.add(new Waiting(tenant, task));
    lanes.put(gwid, fresh);
    executor.execute(() -> drive(gwid));
  }

  /// @return the workloads for which something runs or waits
  synchronized Set<String> busy() {
    return Set.copyOf(lanes.keySet());
  }

  /// Waits until a lane has become free, or the limit has passed.
  synchronized void awaitChange(Duration limit) throws InterruptedException {
    var seen = finished;
    var end = System.nanoTime() + limit.toNanos();
    for (var left = limit.toMillis(); seen == finished && left > 0; ) {
      wait(left);
      left = (end - System.nanoTime()) / NANOS_PER_MILLI;
    }
  }

  /// Interrupts what runs and waits up to 10 seconds for it to end.
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "work on {0} did not end in time", busy());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void drive(String gwid) {
    for (var task = next(gwid); task != null; task = after(gwid)) {
      try {
        Turn.take(places, task.tenant(), task.task()::run);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        forget(gwid);
        return;
      } catch (RuntimeException | Error e) { // the lane must go on, or its workload is stuck
        LOG.log(Level.ERROR, gwid + ": work on it failed unexpectedly", e);
      }
    }
  }

  private synchronized @org.jspecify.annotations.Nullable Waiting next(String gwid) {
    var lane = lanes.get(gwid);
    return lane == null ? null : lane.peek();
  }

  private synchronized @org.jspecify.annotations.Nullable Waiting after(String gwid) {
    var lane = lanes.get(gwid);
    if (lane == null) {
      return null;
    }
    lane.remove();
    if (lane.isEmpty()) {
      lanes.remove(gwid);
      finished++;
      notifyAll();
      return null;
    }
    return lane.peek();
  }

  private synchronized void forget(String gwid) {
    lanes.remove(gwid);
    finished++;
    notifyAll();
  }
}
