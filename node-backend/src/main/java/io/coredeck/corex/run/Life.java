package io.coredeck.corex.run;

import io.coredeck.corex.plan.Plan;
import io.coredeck.corex.plan.Signals;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiPredicate;

/// The runs of one process: each is started, told signals, and followed by another if that is
/// wanted. Safe for use by several threads; only starting takes the time it takes.
public final class Life {
  private final LifeOwner owner;
  private final Object lock = new Object();

  // Guarded by lock.
  private final NextRun next;
  private final NewestRun run = new NewestRun();
  private final NewestProgram program;
  private volatile Plan plan;
  private volatile State state = State.CREATED; // written with the lock

  /// @param clock runs what has to happen later and takes no time
  /// @param later runs what takes time
  public Life(Plan plan, LifeOwner owner, ScheduledExecutorService clock, Executor later) {
    this.plan = plan;
    this.owner = owner;
    this.next = new NextRun(clock, later);
    this.program = new NewestProgram(clock);
  }

  /// Somebody starts the process; also at once if that would happen in a moment anyway.
  ///
  /// @param <E> why it may not
  /// @param admission asked for if it is not active
  /// @return false if it runs
  public <E extends Exception> boolean start(LifeOwner.Admission<E> admission) throws E {
    synchronized (lock) {
      if (next.isNever() || (state.isActive() && !isPausing())) {
        return false;
      }
      if (!state.isActive()) {
        admission.take();
      }
      startNow();
    }
    begin();
    return true;
  }

  /// Ends the program and starts it; also at once if that would happen in a moment anyway.
  ///
  /// @return false if there is no program and none is to come
  public boolean restart() {
    boolean isPause;
    synchronized (lock) {
      if (!state.isActive()) {
        return false;
      }
      isPause = isPausing();
      if (isPause) {
        startNow();
      } else {
        next.ask();
        ask(true);
      }
    }
    if (isPause) {
      begin();
    } else {
      owner.changed();
    }
    return true;
  }

  /// Asks the program to end; no other run follows.
  ///
  /// @param whole whether everything it has started shall end too, and SIGKILL follows
  /// @return false if it has ended or was already asked to
  public boolean stop(boolean whole) {
    var isOver = false;
    synchronized (lock) {
      if (next.takeBack()) {
        return true;
      }
      if (isPausing()) {
        rest();
        isOver = true;
      } else if (!ask(whole)) {
        return false;
      }
    }
    tellOwner(isOver);
    return true;
  }

  /// Sends a signal; one that usually ends a program makes it {@link State#STOPPING}.
  ///
  /// @param whole whether it goes to the group, and SIGKILL to the session
  /// @return false if it has ended
  public boolean signal(int signal, boolean whole) {
    var isOver = false;
    synchronized (lock) {
      var stops = signal == Signals.KILL || signal == plan.stop().signal();
      var fatal = whole ? stops : Signals.ends(signal);
      if (isPausing() && fatal) {
        rest();
        isOver = true;
      } else if (isPausing() || !program.isThere() || !state.isActive()) {
        return false;
      } else {
        send(signal, whole, fatal);
      }
    }
    tellOwner(isOver);
    return true;
  }

  /// From now on nothing is started.
  public void retire() {
    synchronized (lock) {
      next.never();
      if (!isPausing()) {
        return;
      }
      rest();
    }
    over();
  }

  /// @return whether it is over; if so nothing is started from now on
  public boolean retireIfOver() {
    synchronized (lock) {
      if (!state.isActive()) {
        next.never();
      }
      return !state.isActive();
    }
  }

  /// The program of a run has ended. What a stopped one has left behind ends too before the run is
  /// over.
  private void settle(int number, ExitStatus how, BiPredicate<Ending, Program> isNotAlone) {
    synchronized (lock) {
      if (number == run.number()
          && program.waits(isNotAlone, () -> settle(number, how, Ending::isWaiting))) {
        return;
      }
    }
    conclude(number, Outcome.of(how));
  }

  private void begin() {
    int number;
    Outcome before;
    synchronized (lock) {
      if (!isPausing() || next.isNever()) {
        return;
      }
      before = run.outcome();
      number = run.begin();
      program.begin();
      next.begun();
    }
    if (number > 1) {
      owner.again(before.inWords());
    }
    try {
      var early = new NewestProgram.EarlyEnd();
      var created =
          owner.launch(plan, how -> early.tell(() -> settle(number, how, Ending::asksTheRest)));
      synchronized (lock) {
        executed(created);
      }
      early.isKnown();
      owner.changed();
    } catch (ExecFailedException e) {
      conclude(number, Outcome.notStarted(e.reason()));
    }
  }

  private void conclude(int number, Outcome how) {
    boolean isOver;
    synchronized (lock) {
      if (!run.conclude(number, how)) {
        return;
      }
      program.over();
      var pause = next.after(how, plan.restart(), state == State.STOPPING, run.age());
      isOver = pause.isEmpty();
      state = isOver ? how.state() : State.STARTING;
      pause.ifPresent(length -> next.begin(length, this::begin));
    }
    tellOwner(isOver);
  }

  private void tellOwner(boolean isOver) {
    if (isOver) {
      over();
    } else {
      owner.changed();
    }
  }

  private void over() {
    owner.over();
    Runnable teller;
    synchronized (lock) {
      if (state.isActive()) {
        return; // somebody has started it meanwhile
      }
      teller = run.endTeller();
    }
    teller.run();
  }

  public State state() {
    return state;
  }

  public LifeInfo info() {
    synchronized (lock) {
      return LifeInfo.of(plan, state, program, run, next);
    }
  }

  /// @return completed while there is no program and none is to come
  public CompletableFuture<ExitStatus> end() {
    synchronized (lock) {
      return run.end();
    }
  }

  public Plan plan() {
    return plan;
  }

  /// What is wanted from the next run on.
  public void plan(Plan wanted) {
    plan = wanted;
  }

  // Everything below is called with the lock held.

  /// @return whether the next run is waited for
  private boolean isPausing() {
    return state == State.STARTING && run.isOver();
  }

  private void startNow() {
    next.cancel();
    next.reset();
    run.expect();
    state = State.STARTING;
  }

  private void rest() {
    next.cancel();
    state = run.rest();
  }

  private void executed(Program created) {
    program.executed(created);
    if (state == State.STARTING) {
      state = State.RUNNING;
    } else if (state == State.STOPPING) {
      program.tell(lateKill()); // it was stopped while it was being started
    }
  }

  private void send(int signal, boolean whole, boolean fatal) {
    if (fatal) {
      state = State.STOPPING;
      next.takeBack();
    }
    program.send(signal, whole, plan.stop());
  }

  private boolean ask(boolean whole) {
    if (state != State.RUNNING && state != State.STARTING) {
      return next.isAsked();
    }
    state = State.STOPPING;
    program.ask(whole, plan.stop(), lateKill());
    return true;
  }

  /// @return kills the newest run, unless it is over by then
  private Runnable lateKill() {
    var number = run.number();
    return () -> {
      synchronized (lock) {
        if (number == run.number()) {
          program.killNow();
        }
      }
    };
  }
}
