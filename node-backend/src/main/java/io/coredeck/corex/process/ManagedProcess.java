package io.coredeck.corex.process;

import io.coredeck.corex.output.Attachment;
import io.coredeck.corex.output.Broadcast;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.process.ProcessInfo.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One process: how it is started, told things, watched, and what became of it.
///
/// Its output is taken whether or not anybody is attached. Safe for use by several threads; no
/// method waits for the process.
public final class ManagedProcess {

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

  /// @param surroundings what all processes have in common
  /// @param changed told after every change of state, size or viewers
  ManagedProcess(
      long id,
      List<String> argv,
      WindowSize size,
      Broadcast.Surroundings surroundings,
      Consumer<ManagedProcess> changed) {
    this.id = id;
    this.argv = List.copyOf(argv);
    this.changed = changed;
    this.broadcast = new Broadcast(size, surroundings, this::resume, this::answer);
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

  /// Sets the size of the terminal.
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

  /// @return the present size of the terminal
  public WindowSize size() {
    return broadcast.size();
  }

  /// @return the last {@link Broadcast#REPLAY} bytes of output, from a whole character on, and up
  ///   to one while the process still prints
  public byte[] log() {
    return broadcast.last(Broadcast.REPLAY);
  }

  /// Adds a viewer. It gets what is kept at this moment, and once it is live what follows, without
  /// a gap and without repetition.
  ///
  /// @param beginning how it wants to begin
  public Attachment attach(Attachment.Viewer viewer, Attachment.Beginning beginning) {
    var attachment = broadcast.attach(viewer, beginning);
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

  /// Answers what the program asks its terminal while nobody looks.
  private void answer(byte[] bytes) {
    write(bytes, () -> {});
  }

  /// Forgets the older half of what scrolled away.
  void shrinkHistory() {
    broadcast.shrink();
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
