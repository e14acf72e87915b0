package io.coredeck.corex.process;

import io.coredeck.corex.process.ProcessInfo.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One process: how it is started, told things, watched, and what became of it.
///
/// Its output is taken whether or not anybody is attached. Safe for use by several threads; no
/// method waits for the process.
public final class ManagedProcess {

  /// Bytes of output that are given as log and to a viewer of the compatible protocol.
  public static final int REPLAY = 16_384;

  /// Bytes of output that are kept while the process runs.
  public static final int KEPT = 65_536;

  private static final int SIGTERM = 15;
  private static final int LAST_SIGNAL = 64;
  private static final int FIRST_REALTIME_SIGNAL = 34;

  /// USR1, USR2, CHLD to URG, WINCH: a process told one of these is not expected to end.
  private static final List<Integer> HARMLESS = List.of(0, 10, 12, 17, 18, 19, 20, 21, 22, 23, 28);

  private final long id;
  private final List<String> argv;
  private final Instant started = Instant.now();
  private final Consumer<ManagedProcess> changed;
  private final CompletableFuture<ExitStatus> end = new CompletableFuture<>();
  private final Broadcast broadcast;
  private volatile @Nullable Pty pty;
  private final Object lock = new Object();

  // Guarded by lock.
  private State state = State.CREATED;
  private ExitStatus exit = ExitStatus.returned(0);
  private Optional<String> error = Optional.empty();
  private Optional<Instant> ended = Optional.empty();

  /// @param clock runs what has to happen later
  /// @param stallLimit how long viewers may hold up the process without taking anything
  /// @param changed told after every change of state, size or viewers
  ManagedProcess(
      long id,
      List<String> argv,
      WindowSize size,
      ScheduledExecutorService clock,
      Duration stallLimit,
      Consumer<ManagedProcess> changed) {
    this.id = id;
    this.argv = List.copyOf(argv);
    this.changed = changed;
    this.broadcast = new Broadcast(size, clock, stallLimit, this::resume);
  }

  /// Starts the program; a failure becomes the state {@link State#CRASHED}.
  void start(Pty.Starter starter) {
    synchronized (lock) {
      state = State.STARTING;
    }
    try {
      var created = starter.start(argv, broadcast.size(), new Told());
      synchronized (lock) {
        pty = created;
        state = state == State.STARTING ? State.RUNNING : state;
      }
      changed.accept(this);
    } catch (ExecFailedException e) {
      finish(State.CRASHED, ExitStatus.returned(1), Optional.of(e.reason()));
    }
  }

  /// @return 1 or more; never used twice
  public long id() {
    return id;
  }

  /// Asks the process to end with SIGTERM.
  ///
  /// @return false if it has ended or was already asked to
  public boolean stop() {
    synchronized (lock) {
      if (pty == null || state != State.RUNNING) {
        return false;
      }
      state = State.STOPPING;
      pty.signal(SIGTERM);
    }
    changed.accept(this);
    return true;
  }

  /// Sends a signal; one that usually ends a process makes it {@link State#STOPPING}.
  ///
  /// @return false if the process has ended
  /// @throws IllegalArgumentException if there is no such signal
  public boolean kill(int signal) {
    if (signal < 0 || signal > LAST_SIGNAL) {
      throw new IllegalArgumentException(
          "signal is %d; it must be 0 to %d".formatted(signal, LAST_SIGNAL));
    }
    synchronized (lock) {
      if (pty == null || state.hasEnded()) {
        return false;
      }
      if (!HARMLESS.contains(signal) && signal < FIRST_REALTIME_SIGNAL) {
        state = State.STOPPING;
      }
      pty.signal(signal);
    }
    changed.accept(this);
    return true;
  }

  /// Types into the terminal.
  ///
  /// @param input not changed by the caller afterwards
  /// @param accepted run once there is room for more; at once if the process has ended
  public void write(byte[] input, Runnable accepted) {
    var target = pty;
    if (target == null || hasEnded()) {
      accepted.run();
    } else {
      target.write(input, accepted);
    }
  }

  /// Sets the size of the terminal; the last one who does wins.
  public void resize(WindowSize size) {
    synchronized (lock) {
      if (pty == null || state.hasEnded()) {
        return;
      }
      pty.resize(size);
    }
    broadcast.resize(size);
    changed.accept(this);
  }

  /// @return the last {@link #REPLAY} bytes of output, from a whole character on, and up to one
  ///   while the process still prints
  public byte[] log() {
    return broadcast.last(REPLAY);
  }

  /// Adds a viewer. It gets what is kept at this moment, and once it is live what follows, without
  /// a gap and without repetition.
  ///
  /// @param replay how many of the newest bytes it gets, {@link #REPLAY} or {@link #KEPT}
  /// @param position number of the first byte wanted, if it has seen those before
  public Attachment attach(Attachment.Viewer viewer, int replay, OptionalLong position) {
    var attachment = broadcast.attach(viewer, replay, position);
    changed.accept(this);
    return attachment;
  }

  /// Removes a viewer; it gets nothing any more.
  public void detach(Attachment attachment) {
    attachment.close();
    changed.accept(this);
  }

  /// @return what is known now
  public ProcessInfo info() {
    synchronized (lock) {
      return new ProcessInfo(
          id,
          pty == null ? 0 : pty.pid(),
          argv,
          state,
          exit,
          error,
          started,
          ended,
          broadcast.size(),
          broadcast.viewers());
    }
  }

  /// @return completed when the process has ended and all its output was taken
  CompletableFuture<ExitStatus> end() {
    return end;
  }

  boolean hasEnded() {
    synchronized (lock) {
      return state.hasEnded();
    }
  }

  int keptBytes() {
    return broadcast.keptBytes();
  }

  void forgetOutput() {
    broadcast.forget();
  }

  private void resume() {
    var target = pty;
    if (target != null) {
      target.resume();
    }
  }

  private void finish(State last, ExitStatus how, Optional<String> why) {
    synchronized (lock) {
      state = last;
      exit = how;
      error = why;
      ended = Optional.of(Instant.now());
    }
    broadcast.end();
    changed.accept(this);
    end.complete(how);
  }

  /// What the terminal tells, on a thread of its own.
  private final class Told implements Pty.Events {

    @Override
    public boolean output(byte[] buffer, int length) {
      return broadcast.append(buffer, length);
    }

    @Override
    public void ended(ExitStatus how) {
      finish(State.STOPPED, how, Optional.empty());
    }
  }
}
