package io.coredeck.corex.linux;

import io.coredeck.corex.linux.system.Libc;
import io.coredeck.corex.linux.system.ProcStat;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// What programs have started and left behind, setsid(2): no stop of a program reaches it. It comes
/// to us if we are a reaper.
final class Leavers {
  private static final Duration CHECK = Duration.ofMillis(5);
  private static final int SIGTERM = 15;
  private static final int SIGCONT = 18;
  private static final int SIGKILL = 9;

  /// What of the time is left for SIGKILL, one in so many.
  private static final int KILL_SHARE = 4;

  private final long start = System.nanoTime();
  private final Set<Integer> told = new HashSet<>();
  private final Duration limit;

  /// @param limit how long {@link #end} may take
  Leavers(Duration limit) {
    this.limit = limit;
  }

  /// Asks all of them to end, and ends those that do not in time. Only to be called when nothing is
  /// started any more.
  void end() {
    var left = descendants();
    while (!left.isEmpty() && passed() < limit.toNanos()) {
      var isPatient = passed() < limit.toNanos() - limit.toNanos() / KILL_SHARE;
      left.forEach(pid -> signal(pid, isPatient));
      LockSupport.parkNanos(CHECK.toNanos());
      left = descendants();
    }
    left.forEach(pid -> Libc.kill(pid, SIGKILL));
  }

  private long passed() {
    return System.nanoTime() - start;
  }

  private void signal(int pid, boolean isPatient) {
    if (!isPatient) {
      Libc.kill(pid, SIGKILL);
    } else if (told.add(pid)) {
      Libc.kill(pid, SIGTERM);
      Libc.kill(pid, SIGCONT);
    }
  }

  /// What Java itself has started is in our own session.
  private static List<Integer> descendants() {
    var self = ProcStat.self();
    if (self.isEmpty()) {
      return List.of();
    }
    var children =
        ProcStat.all().stream()
            .filter(process -> process.session() != self.get().session())
            .collect(Collectors.groupingBy(ProcStat::parent));
    var found = new HashSet<Integer>();
    var front = List.of(self.get().pid());
    while (!front.isEmpty()) {
      var next =
          front.stream()
              .flatMap(pid -> children.getOrDefault(pid, List.of()).stream())
              .filter(process -> !process.zombie())
              .map(ProcStat::pid)
              .filter(found::add)
              .toList();
      front = next;
    }
    return List.copyOf(found);
  }
}
