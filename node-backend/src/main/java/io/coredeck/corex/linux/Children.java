package io.coredeck.corex.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.coredeck.corex.linux.system.Libc;
import io.coredeck.corex.linux.system.ProcStat;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The processes we have started, and those that come to us when who has started them ends: so it
/// is if we are the first process of a container, or were made a reaper, prctl(2). Those would stay
/// zombies if nobody took their status.
///
/// What Java itself starts is in our own session and left to it; what we start leads another.
final class Children {
  private static final int SET_CHILD_SUBREAPER = 36;
  private static final int GET_CHILD_SUBREAPER = 37;

  private final Set<Integer> ours = ConcurrentHashMap.newKeySet();

  /// Called on the thread that starts programs, as {@link #reap} is: so none of ours can be taken
  /// for a stranger.
  void add(int pid) {
    ours.add(pid);
  }

  /// Its status was taken.
  void remove(int pid) {
    ours.remove(pid);
  }

  /// @return whether strangers can come to us
  static boolean isReaper() {
    if (ProcessHandle.current().pid() == 1) {
      return true;
    }
    try (var arena = Arena.ofConfined()) {
      var answer = arena.allocate(JAVA_INT);
      return Libc.control(GET_CHILD_SUBREAPER, answer.address(), 0) == 0
          && answer.get(JAVA_INT, 0) != 0;
    }
  }

  /// From now on what programs leave behind comes to us, prctl(2).
  static void becomeReaper() {
    Libc.control(SET_CHILD_SUBREAPER, 1, 0);
  }

  /// May be called on any thread.
  ///
  /// @return children of ours that have ended and may be strangers
  static List<Integer> strangers() {
    var self = ProcStat.self();
    if (self.isEmpty()) {
      return List.of();
    }
    return ProcStat.all().stream()
        .filter(ProcStat::zombie)
        .filter(process -> process.parent() == self.get().pid())
        .filter(process -> process.session() != self.get().session())
        .map(ProcStat::pid)
        .toList();
  }

  /// Takes the status of those that are none of ours.
  ///
  /// @param found of {@link #strangers}
  void reap(List<Integer> found) {
    for (var pid : found) {
      if (!ours.contains(pid)) {
        Libc.waitForEnded(pid, MemorySegment.NULL);
      }
    }
  }
}
