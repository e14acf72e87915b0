package io.coredeck.corex.process;

import io.coredeck.corex.plan.Order;
import io.coredeck.corex.plan.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// How all processes are brought to their end within a time: those first that come after others,
/// each with its stop signal and then with SIGKILL.
final class Shutdown {

  /// What of the time is left for SIGKILL, one in so many.
  private static final int KILL_SHARE = 4;

  private final Collection<ManagedProcess> processes;
  private final Duration limit;

  /// @param processes all there are
  Shutdown(Collection<ManagedProcess> processes, Duration limit) {
    this.processes = processes;
    this.limit = limit;
  }

  /// Returns when all have ended or the time is over. No process is started any more.
  ///
  /// @return what is left of the time
  Duration run() {
    processes.forEach(ManagedProcess::retire);
    var deadline = System.nanoTime() + limit.toNanos();
    var levels = levels();
    while (!levels.isEmpty()) {
      var level = levels.removeLast();
      level.forEach(ManagedProcess::stopAll);
      var left = deadline - limit.toNanos() / KILL_SHARE - System.nanoTime();
      if (!allEndWithin(level, Math.min(grace(level), left / (levels.size() + 1)))) {
        level.forEach(process -> process.killAll(Signals.KILL));
      }
    }
    allEndWithin(processes, deadline - System.nanoTime());
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  /// What people started themselves came after all the rest.
  private List<List<ManagedProcess>> levels() {
    var order = new Order(processes.stream().map(ManagedProcess::plan).toList());
    var named = processes.stream().filter(process -> !process.plan().name().isEmpty()).toList();
    var levels = new ArrayList<>(order.levels(named, ManagedProcess::plan));
    var others = new ArrayList<>(processes);
    others.removeAll(named);
    levels.add(others);
    return levels;
  }

  /// Nobody waits longer than the most patient of them asks for.
  private static long grace(List<ManagedProcess> level) {
    return level.stream()
        .mapToLong(process -> process.plan().stop().grace().toNanos())
        .max()
        .orElse(0);
  }

  private static boolean allEndWithin(Collection<ManagedProcess> processes, long nanos) {
    var ends = processes.stream().map(ManagedProcess::end).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(ends).get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the end of a process cannot fail", e);
    }
  }
}
