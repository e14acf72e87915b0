package io.coredeck.corex;

import io.coredeck.corex.http.CorexServer;
import io.coredeck.corex.plan.Signals;
import io.coredeck.corex.process.ManagedProcess;
import io.coredeck.corex.process.Processes;
import io.coredeck.corex.process.Pty;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How CoreX ends: clients are told, then all processes are ended, each with its grace. Who does
/// not want to wait for that sends a second signal.
final class CorexEnd implements Runnable {
  private static final System.Logger LOG = System.getLogger(CorexEnd.class.getName());

  /// What a program's status begins with that a signal has ended, as shells tell it.
  private static final int BY_SIGNAL = 128;

  /// Who ends all programs of a machine tells CoreX by more than one way: that is one wish.
  private static final Duration ONE_WISH = Duration.ofMillis(300);

  private final Processes processes;
  private final Pty.Starter terminals;
  private final Duration limit;
  private volatile @Nullable CorexServer server;

  private CorexEnd(Processes processes, Pty.Starter terminals, Duration limit) {
    this.processes = processes;
    this.terminals = terminals;
    this.limit = limit;
  }

  /// @param terminals of the processes
  /// @param limit how long they may take
  /// @return run when Java is told to end
  static CorexEnd expect(Processes processes, Pty.Starter terminals, Duration limit) {
    var end = new CorexEnd(processes, terminals, limit);
    processes.stopWithin(limit);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("corex-stop").unstarted(end));
    return end;
  }

  /// @param running closed first
  void server(CorexServer running) {
    server = running;
  }

  @Override
  public void run() {
    var start = System.nanoTime();
    try {
      SecondSignal.watch(signal -> {
        if (System.nanoTime() - start > ONE_WISH.toNanos()) {
          atOnce(signal);
        }
      });
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.WARNING, "a second signal will not end CoreX at once: {0}", e.toString());
    }
    var active = processes.list().stream().filter(ManagedProcess::isActive).count();
    if (active > 0) {
      System.err.printf(
          "corex: processes that are being stopped: %d, for at most %d s; a second signal ends them at once%n",
          active, limit.toSeconds());
    }
    var current = server;
    if (current != null) {
      current.close();
    }
    processes.close();
  }

  private void atOnce(int signal) {
    try {
      processes.list().forEach(process -> process.killAll(Signals.KILL));
      terminals.endRest(Duration.ZERO);
    } finally {
      Runtime.getRuntime().halt(BY_SIGNAL + signal);
    }
  }
}
