package io.coredeck.corex.process;

import io.coredeck.corex.output.Broadcast;
import io.coredeck.corex.output.WindowSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// All processes that were started and not yet forgotten. Safe for use by several threads.
public final class Processes implements AutoCloseable {

  /// Processes that may run at the same time.
  public static final int RUNNING_LIMIT = 512;

  /// Processes that are kept, ended ones included.
  public static final int KEPT_LIMIT = 20_000;

  /// Bytes of output kept of all ended processes together; the oldest lose theirs first.
  private static final long ENDED_OUTPUT_LIMIT = 8L << 20;

  /// How long viewers may hold up a process without taking anything.
  private static final Duration STALL_LIMIT = Duration.ofSeconds(1);

  private static final Duration TERM_LIMIT = Duration.ofMillis(1500);
  private static final Duration KILL_LIMIT = Duration.ofMillis(500);
  private static final int SIGKILL = 9;

  private final Pty.Starter starter;
  private final ScheduledThreadPoolExecutor clock;
  private final ScheduledThreadPoolExecutor work;
  private final Broadcast.Surroundings surroundings;
  private final ConcurrentSkipListMap<Long, ManagedProcess> known = new ConcurrentSkipListMap<>();
  private final AtomicLong lastId = new AtomicLong();
  private final AtomicInteger running = new AtomicInteger();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /// Told about changes, on any thread; must not block.
  public interface Listener {

    /// A process is new, or its state, size or number of viewers changed.
    void changed(ManagedProcess process);

    /// Processes were forgotten.
    void removed(Collection<Long> ids);
  }

  /// @param starter closed with this
  public Processes(Pty.Starter starter) {
    this(starter, STALL_LIMIT);
  }

  Processes(Pty.Starter starter, Duration stallLimit) {
    this.starter = starter;
    this.clock = thread("corex-clock");
    this.work = thread("corex-screen");
    this.surroundings = new Broadcast.Surroundings(clock, work, stallLimit);
  }

  private static ScheduledThreadPoolExecutor thread(String name) {
    var executor =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().name(name).daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  /// Starts a program. That it cannot be executed shows in its state.
  ///
  /// @param argv at least one word
  /// @throws TooManyException if no more fit
  public ManagedProcess start(List<String> argv, WindowSize size) throws TooManyException {
    if (argv.isEmpty()) {
      throw new IllegalArgumentException("the command is empty; it must name a program");
    }
    checkLimits();
    var process =
        new ManagedProcess(lastId.incrementAndGet(), argv, size, surroundings, this::tellChanged);
    running.incrementAndGet();
    var _ = process.end().thenRun(this::ended);
    known.put(process.id(), process);
    process.start(starter);
    return process;
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
    var gone = new ArrayList<Long>();
    for (var process : known.values()) {
      if (process.hasEnded() && known.remove(process.id(), process)) {
        gone.add(process.id());
      }
    }
    tellRemoved(gone);
  }

  /// Forgets one process.
  ///
  /// @return false if it has not ended
  public boolean forget(ManagedProcess process) {
    if (!process.hasEnded()) {
      return false;
    }
    if (known.remove(process.id(), process)) {
      tellRemoved(List.of(process.id()));
    }
    return true;
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

  /// Ends all processes, SIGTERM first and then SIGKILL, within 2 seconds.
  @Override
  public void close() {
    if (clock.isShutdown()) {
      return;
    }
    known.values().forEach(ManagedProcess::stop);
    if (!allEndWithin(TERM_LIMIT)) {
      known.values().forEach(process -> process.kill(SIGKILL));
      allEndWithin(KILL_LIMIT);
    }
    starter.close();
    work.shutdownNow();
    clock.shutdownNow();
  }

  private boolean allEndWithin(Duration limit) {
    var ends = known.values().stream().map(ManagedProcess::end).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(ends).get(limit.toMillis(), TimeUnit.MILLISECONDS);
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

  private void checkLimits() throws TooManyException {
    if (known.size() >= KEPT_LIMIT) {
      throw new TooManyException(
          "%d processes are kept, no more fit; forget the ended ones".formatted(KEPT_LIMIT));
    }
    if (running.get() >= RUNNING_LIMIT) {
      throw new TooManyException(
          "%d processes run, no more fit; stop some".formatted(RUNNING_LIMIT));
    }
  }

  private void ended() {
    running.decrementAndGet();
    var kept = 0L;
    for (var process : known.descendingMap().values()) {
      if (process.hasEnded()) {
        kept += process.keptBytes();
        if (kept > ENDED_OUTPUT_LIMIT) {
          process.forgetOutput();
        }
      }
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
