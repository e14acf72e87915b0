package io.coredeck.corex.run;

import io.coredeck.corex.plan.Signals;
import io.coredeck.corex.plan.Stop;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/// The program of the newest run, once there is one, and how it is brought to its end if somebody
/// wants that. Not safe for use by several threads: {@link Life} guards it.
final class NewestProgram {
  private final ScheduledExecutorService clock;
  private @Nullable Program program;
  private @Nullable Ending ending;

  NewestProgram(ScheduledExecutorService clock) {
    this.clock = clock;
  }

  /// A run begins; its program is not there yet.
  void begin() {
    program = null;
  }

  void executed(Program created) {
    program = created;
  }

  boolean isThere() {
    return program != null;
  }

  /// @return 0 if it is not there
  long pid() {
    return program == null ? 0 : program.pid();
  }

  /// Asks it to end, now or with {@link #tell} when it is there.
  ///
  /// @param whole whether everything it has started shall end too, and SIGKILL follows
  /// @param late run when it was to have ended
  void ask(boolean whole, Stop stop, Runnable late) {
    ending = whole ? new Ending(clock, stop) : null;
    tell(late);
  }

  /// Tells it what was asked for, if it is there.
  void tell(Runnable late) {
    if (program == null) {
      return;
    }
    if (ending == null) {
      program.signal(Signals.TERM);
    } else {
      ending.ask(program, late);
    }
  }

  /// Sends a signal if it is there.
  ///
  /// @param whole whether it goes to the group, and SIGKILL to the session
  void send(int signal, boolean whole, Stop stop) {
    if (program == null) {
      return;
    }
    if (!whole) {
      program.signal(signal);
    } else if (signal == Signals.KILL) {
      ending = ending == null ? new Ending(clock, stop) : ending;
      ending.killNow(program);
    } else {
      program.signalGroup(signal);
    }
  }

  /// Kills it with all it has started, if it was asked to end with them.
  void killNow() {
    if (ending != null && program != null) {
      ending.killNow(program);
    }
  }

  /// @param isNotAlone whether something it has started is waited for
  /// @param again run when that is to be looked at again
  /// @return whether it is waited for, and `again` will be run
  boolean waits(BiPredicate<Ending, Program> isNotAlone, Runnable again) {
    if (ending == null || program == null || !isNotAlone.test(ending, program)) {
      return false;
    }
    ending.lookAgain(again);
    return true;
  }

  /// Its run is over.
  void over() {
    if (ending != null) {
      ending.over();
      ending = null;
    }
  }

  /// Some programs end before who started them knows them: that is told afterwards. Safe for use by
  /// several threads.
  static final class EarlyEnd {
    private boolean known;
    private @Nullable Runnable waiting;

    /// @param end run at once, or when the program is known
    void tell(Runnable end) {
      synchronized (this) {
        if (!known) {
          waiting = end;
          return;
        }
      }
      end.run();
    }

    void isKnown() {
      @Nullable Runnable end;
      synchronized (this) {
        known = true;
        end = waiting;
      }
      if (end != null) {
        end.run();
      }
    }
  }
}
