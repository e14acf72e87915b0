package io.coredeck.corex.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.coredeck.corex.linux.system.Epoll;
import io.coredeck.corex.linux.system.Libc;
import io.coredeck.corex.linux.system.PtyLoop;
import io.coredeck.corex.run.ExecFailedException;
import io.coredeck.corex.run.ExitStatus;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/// A process of ours: told signals, and its end is seen. Safe for use by several threads.
final class Child {
  private static final System.Logger LOG = System.getLogger(Child.class.getName());
  private static final Duration KILL_CHECK = Duration.ofNanos(100_000);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(2);
  private static final int SIGKILL = 9;
  private static final int SIGNAL_MASK = 0x7f;

  private final int pid;
  private final int processFd;
  private final Children children;

  // Guarded by this.
  private boolean reaped;

  /// @throws ExecFailedException if its end cannot be watched; it is killed then
  Child(int pid, Children children) throws ExecFailedException {
    this.pid = pid;
    this.children = children;
    children.add(pid);
    this.processFd = Libc.pidFdOpen(pid);
    if (processFd < 0) {
      Libc.kill(pid, SIGKILL);
      reap(pid);
      children.remove(pid);
      throw new ExecFailedException(
          "pidfd_open is refused with error %d; Linux 5.3 or later is needed"
              .formatted(-processFd));
    }
  }

  /// Takes the status of a process that was killed: it would stay a zombie.
  private static void reap(int pid) {
    var deadline = System.nanoTime() + KILL_LIMIT.toNanos();
    while (Libc.waitForEnded(pid, MemorySegment.NULL) == 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(KILL_CHECK.toNanos());
    }
  }

  int pid() {
    return pid;
  }

  synchronized void signal(int number) {
    if (!reaped) {
      send(pid, number);
    }
  }

  /// To all in its group; it leads that.
  synchronized void signalGroup(int number) {
    if (!reaped) {
      send(-pid, number);
    }
  }

  /// Also after its end: as long as anybody is in the session no other can have its number.
  int signalSession(int number) {
    return Session.signal(pid, number);
  }

  private void send(int target, int number) {
    var result = Libc.kill(target, number);
    if (result < 0 && result != -Libc.ESRCH) {
      LOG.log(Level.WARNING, "process {0,number,#}: cannot signal: error {1}", pid, -result);
    }
  }

  /// Begins to wait for the end. Called on the loop's thread.
  ///
  /// @param ended told once, on the loop's thread
  void watch(PtyLoop loop, Consumer<ExitStatus> ended) {
    var number = new long[1];
    number[0] =
        loop.watch(
            processFd,
            Epoll.IN,
            _ -> {
              try (var arena = Arena.ofConfined()) {
                var status = arena.allocate(JAVA_INT);
                if (take(status)) {
                  loop.unwatch(number[0]);
                  Libc.close(processFd);
                  ended.accept(decode(status.get(JAVA_INT, 0)));
                }
              }
            });
  }

  private synchronized boolean take(MemorySegment status) {
    if (Libc.waitForEnded(pid, status) == 0) {
      return false;
    }
    reaped = true;
    children.remove(pid);
    return true;
  }

  private static ExitStatus decode(int status) {
    var signal = status & SIGNAL_MASK;
    return signal == 0 ? ExitStatus.returned((status >> 8) & 0xff) : ExitStatus.killedBy(signal);
  }
}
