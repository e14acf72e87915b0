package io.coredeck.corex.process;

import io.coredeck.corex.output.Broadcast;
import io.coredeck.corex.output.Memory;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Plan;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// All processes that were started and not yet forgotten. Safe for use by several threads.
public final class Processes implements AutoCloseable {

  /// Processes that may run at the same time.
  public static final int RUNNING_LIMIT = 512;

  /// Processes that are known, ended ones included.
  public static final int KEPT_LIMIT = 4096;

  /// How long the bounds of those that have ended may be exceeded.
  private static final Duration BOUND_PAUSE = Duration.ofMillis(250);

  /// How long viewers may hold up a process without taking anything.
  private static final Duration STALL_LIMIT = Duration.ofSeconds(1);

  /// How long {@link #close} may take if nothing else is wanted.
  public static final Duration STOP_LIMIT = Duration.ofSeconds(2);

  private final Pty.Starter starter;
  private final ScheduledThreadPoolExecutor clock;
  private final ThreadPoolExecutor later;
  private final ScheduledThreadPoolExecutor work;
  private final Surroundings surroundings;
  private final ConcurrentSkipListMap<Long, ManagedProcess> known = new ConcurrentSkipListMap<>();
  private final EndedProcesses ended = new EndedProcesses(known);
  private final AtomicLong lastId = new AtomicLong();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicBoolean bounding = new AtomicBoolean();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private volatile List<String> problems = List.of();
  private volatile Duration stopLimit = STOP_LIMIT;

  /// Told about changes, on any thread; must not block.
  public interface Listener {

    /// A process is new, or its state, size or number of viewers changed.
    void changed(ManagedProcess process);

    /// Processes were forgotten.
    void removed(Collection<Long> ids);
  }

  /// @param starter closed with this
  public Processes(Pty.Starter starter) {
    this(starter, STALL_LIMIT, Memory.History.usual());
  }

  /// @param history what each keeps of what scrolls away, unless it wants something else
  public Processes(Pty.Starter starter, Memory.History history) {
    this(starter, STALL_LIMIT, history);
  }

  Processes(Pty.Starter starter, Duration stallLimit, Memory.History history) {
    this.starter = starter;
    this.clock = Surroundings.newClock("corex-clock");
    this.work = Surroundings.newClock("corex-screen");
    this.later = Surroundings.newLater();
    var memory = new Memory(Memory.usualLimit(), work);
    var output = new Broadcast.Surroundings(clock, work, stallLimit, memory);
    this.surroundings = new Surroundings(starter, clock, later, output, history, new Watch());
  }

  /// Starts a program on a terminal. That it cannot be executed shows in its state.
  ///
  /// @param argv at least one word
  /// @throws TooManyException if no more fit
  public ManagedProcess start(List<String> argv, WindowSize size) throws TooManyException {
    return start(Plan.of(argv), size);
  }

  /// Starts a process. That it cannot be executed shows in its state.
  ///
  /// @throws TooManyException if no more fit
  public ManagedProcess start(Plan plan, WindowSize size) throws TooManyException {
    var process = add(plan, size);
    try {
      process.start();
    } catch (TooManyException e) {
      known.remove(process.id());
      throw e;
    }
    return process;
  }

  /// Makes a process known and does not start it.
  ///
  /// @throws TooManyException if no more fit
  public ManagedProcess add(Plan plan, WindowSize size) throws TooManyException {
    if (known.size() >= KEPT_LIMIT) {
      throw new TooManyException(
          "%d processes are kept, no more fit; forget the ended ones".formatted(KEPT_LIMIT));
    }
    var process = new ManagedProcess(lastId.incrementAndGet(), plan, size, surroundings);
    known.put(process.id(), process);
    return process;
  }

  /// Looks whether a process could be started in such a directory and as such a user.
  ///
  /// @throws IllegalArgumentException if not, as one sentence
  public void check(Plan plan) {
    starter.check(plan.launch());
  }

  /// @return the process of this id, unless there never was one or it was forgotten
  public Optional<ManagedProcess> find(long id) {
    return Optional.ofNullable(known.get(id));
  }

  /// @return all of them, newest first
  public List<ManagedProcess> list() {
    return List.copyOf(known.descendingMap().values());
  }

  /// Forgets all that have ended.
  public void clean() {
    tellRemoved(ended.forgetAll());
  }

  /// Forgets one process.
  ///
  /// @return false if it runs or is to be kept
  public boolean forget(ManagedProcess process) {
    if (!process.isForgettable()) {
      return false;
    }
    if (!known.containsKey(process.id())) {
      return true;
    }
    var forgotten = ended.forget(process);
    if (forgotten) {
      tellRemoved(List.of(process.id()));
    }
    return forgotten || !known.containsKey(process.id());
  }

  public void addListener(Listener listener) {
    listeners.add(listener);
  }

  public void removeListener(Listener listener) {
    listeners.remove(listener);
  }

  /// @return runs what has to happen later; for short tasks that do not block
  public ScheduledExecutorService clock() {
    return clock;
  }

  /// @return runs what takes time, one task after the other
  public Executor later() {
    return later;
  }

  /// What people are to be told is wrong, until something else is.
  public void tellProblems(List<String> sentences) {
    problems = List.copyOf(sentences);
  }

  public List<String> problems() {
    return problems;
  }

  /// @param limit how long {@link #close} may take
  public void stopWithin(Duration limit) {
    stopLimit = limit;
  }

  /// Ends all processes, those first that come after others; each with its stop signal and then
  /// with SIGKILL. Takes {@link #STOP_LIMIT}, or what was asked for.
  @Override
  public void close() {
    if (clock.isShutdown()) {
      return;
    }
    starter.endRest(new Shutdown(known.values(), stopLimit).run());
    starter.close();
    work.shutdownNow();
    later.shutdownNow();
    clock.shutdownNow();
  }

  /// Once for all that end in a while: it looks at every process there is.
  private void boundOutputSoon() {
    if (bounding.compareAndSet(false, true)) {
      var _ =
          work.schedule(
              () -> {
                bounding.set(false);
                tellRemoved(ended.bound());
              },
              BOUND_PAUSE.toMillis(),
              TimeUnit.MILLISECONDS);
    }
  }

  /// Counts those that run, and tells what they tell.
  private final class Watch implements Surroundings.Owner {

    @Override
    public void admit() throws TooManyException {
      if (running.incrementAndGet() > RUNNING_LIMIT) {
        running.decrementAndGet();
        throw new TooManyException(
            "%d processes run, no more fit; stop some".formatted(RUNNING_LIMIT));
      }
    }

    @Override
    public void over() {
      running.decrementAndGet();
      boundOutputSoon();
    }

    @Override
    public void changed(ManagedProcess process) {
      tellChanged(process);
    }
  }

  private void tellChanged(ManagedProcess process) {
    if (known.containsKey(process.id())) {
      listeners.forEach(listener -> listener.changed(process));
    }
  }

  private void tellRemoved(Collection<Long> ids) {
    if (!ids.isEmpty()) {
      listeners.forEach(listener -> listener.removed(ids));
    }
  }

  /// No more processes fit.
  public static final class TooManyException extends Exception {

    private static final long serialVersionUID = 1L;

    private TooManyException(String message) {
      super(message);
    }
  }
}
