package io.coredeck.corex.run;

import io.coredeck.corex.plan.Signals;
import io.coredeck.corex.plan.Stop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// How one program is brought to its end together with all it has started: a signal, and SIGKILL
/// for what is still there after a while. Not safe for use by several threads: {@link Life} guards
/// it.
final class Ending {

  /// How often it is looked whether what a program left behind has ended.
  private static final Duration CHECK = Duration.ofMillis(50);

  /// How long after SIGKILL that is waited for.
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final ScheduledExecutorService clock;
  private final Stop stop;
  private long killAt;
  private @Nullable Future<?> kill;

  Ending(ScheduledExecutorService clock, Stop stop) {
    this.clock = clock;
    this.stop = stop;
  }

  /// @param late run when the program was to have ended
  void ask(Program program, Runnable late) {
    killAt = System.nanoTime() + stop.grace().toNanos();
    kill = clock.schedule(late, stop.grace().toMillis(), TimeUnit.MILLISECONDS);
    program.signalGroup(stop.signal());
    if (stop.signal() == Signals.TERM && program.isShell()) {
      program.signalGroup(Signals.HUP);
    }
  }

  void killNow(Program program) {
    killAt = System.nanoTime();
    program.signalSession(Signals.KILL);
  }

  /// The program has ended.
  ///
  /// @return whether something it has started has not; that was told to
  boolean asksTheRest(Program program) {
    return program.signalSession(isLate() ? Signals.KILL : stop.signal()) > 0;
  }

  /// @return whether something is left that is waited for
  boolean isWaiting(Program program) {
    return program.signalSession(isLate() ? Signals.KILL : 0) > 0
        && System.nanoTime() - killAt < LIMIT.toNanos();
  }

  void lookAgain(Runnable look) {
    var _ = clock.schedule(look, CHECK.toMillis(), TimeUnit.MILLISECONDS);
  }

  void over() {
    if (kill != null) {
      kill.cancel(false);
    }
  }

  private boolean isLate() {
    return System.nanoTime() - killAt >= 0;
  }
}
