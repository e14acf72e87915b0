package io.coredeck.corex.linux;

import io.coredeck.corex.linux.spawn.PipeSpawn.Spawned;
import io.coredeck.corex.linux.system.Epoll;
import io.coredeck.corex.linux.system.Libc;
import io.coredeck.corex.linux.system.PtyLoop;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.process.Pty;
import io.coredeck.corex.run.ExitStatus;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A program on three pipes. Their descriptors are closed when it has ended and all output was
/// read.
final class LinuxPipes implements Pty {

  /// A program that floods rests this long after each full piece, as one on a terminal does.
  private static final Duration REST = Duration.ofNanos(300_000);

  /// Bytes told at once, at most: on the screen each end of a line takes one more.
  private static final int PIECE = Events.PIECE / 2;

  /// How long output of what a program leaves behind is read after its own end.
  private static final Duration LINGER = Duration.ofMillis(250);

  /// More than a pipe holds: what comes after so much after the end is not the program's own.
  private static final int OWN_LIMIT = 1 << 20;

  private final Child child;
  private final PtyLoop loop;
  private final Events events;
  private final PendingInput input;
  private final int inputFd;
  private final List<Stream> streams;

  // Only used on the loop's thread.
  private long inputNumber;
  private boolean inputWatched;
  private boolean inputEnds;
  private boolean inputClosed;
  private boolean paused;
  private @Nullable ExitStatus exit;
  private boolean told;

  /// What is done with bytes.
  private interface Teller {
    boolean tell(byte[] buffer, int length);
  }

  LinuxPipes(Child child, Spawned pipes, PtyLoop loop, Events events) {
    this.child = child;
    this.loop = loop;
    this.events = events;
    this.inputFd = pipes.input();
    this.input = new PendingInput(inputFd);
    this.streams =
        List.of(
            new Stream(pipes.output(), events::output),
            new Stream(pipes.errors(), events::errorOutput));
  }

  /// Begins to read. Called on the loop's thread.
  void watch() {
    child.watch(loop, this::processEnded);
    streams.forEach(Stream::update);
  }

  @Override
  public long pid() {
    return child.pid();
  }

  @Override
  public void write(byte[] bytes, Runnable accepted) {
    var hasRoom = input.add(bytes, accepted);
    if (!input.isEmpty()) {
      loop.execute(this::updateInput);
    }
    if (hasRoom) {
      accepted.run();
    }
  }

  @Override
  public void closeInput() {
    loop.execute(() -> {
      inputEnds = true;
      updateInput();
    });
  }

  @Override
  public void resize(WindowSize size) {
    // There is no terminal.
  }

  @Override
  public void signal(int number) {
    child.signal(number);
  }

  @Override
  public void signalGroup(int number) {
    child.signalGroup(number);
  }

  @Override
  public int signalSession(int number) {
    return child.signalSession(number);
  }

  @Override
  public void resume() {
    loop.execute(() -> {
      paused = false;
      streams.forEach(Stream::drain);
    });
  }

  private void inputReady() {
    input.flush();
    updateInput();
  }

  private void updateInput() {
    if (inputClosed) {
      return;
    }
    var wanted = !input.isEmpty();
    if (wanted && !inputWatched) {
      inputNumber = loop.watch(inputFd, Epoll.OUT, _ -> inputReady());
    } else if (!wanted && inputWatched) {
      loop.unwatch(inputNumber);
    }
    inputWatched = wanted;
    if (!wanted && inputEnds) {
      closeInputNow();
    }
  }

  private void closeInputNow() {
    if (inputClosed) {
      return;
    }
    if (inputWatched) {
      loop.unwatch(inputNumber);
    }
    input.close();
    Libc.close(inputFd);
    inputClosed = true;
  }

  private void processEnded(ExitStatus how) {
    exit = how;
    closeInputNow();
    streams.forEach(Stream::drain);
    loop.after(LINGER, () -> streams.forEach(Stream::finish));
    tellEnd();
  }

  private void tellEnd() {
    var how = exit;
    if (how != null && !told && streams.stream().allMatch(stream -> stream.closed)) {
      told = true;
      events.ended(how);
    }
  }

  /// One of the two the program writes to. Only used on the loop's thread.
  private final class Stream {
    private final int fd;
    private final Teller teller;
    private long number;
    private boolean watched;
    private boolean resting;
    private boolean finishes;
    private int afterEnd;
    private boolean closed;

    Stream(int fd, Teller teller) {
      this.fd = fd;
      this.teller = teller;
    }

    void update() {
      var wanted = !closed && !paused && !resting;
      if (wanted && !watched) {
        number = loop.watch(fd, Epoll.IN, _ -> drain());
      } else if (!wanted && watched) {
        loop.unwatch(number);
      }
      watched = wanted;
    }

    /// Reads until there is nothing, or a full piece, and tells it at once.
    void drain() {
      if (closed || paused || resting) {
        return;
      }
      var length = 0;
      long count = 1;
      while (count > 0 && length < PIECE) {
        count = Libc.read(fd, loop.buffer, length, PIECE);
        length += (int) Math.max(0, count);
      }
      afterEnd += exit == null ? 0 : length;
      if (length > 0) {
        paused |= !teller.tell(loop.buffer, length);
      }
      if (afterEnd > OWN_LIMIT) {
        close();
      } else if (count > 0) {
        rest();
      } else if (count != -Libc.EINTR && (count != -Libc.EAGAIN || finishes)) {
        close();
      }
      // What was told can have paused both.
      streams.forEach(Stream::update);
    }

    private void rest() {
      resting = true;
      loop.after(
          REST,
          () -> {
            resting = false;
            drain();
            update();
          });
    }

    /// From now on the stream ends where there is nothing to read.
    void finish() {
      finishes = true;
      drain();
    }

    private void close() {
      closed = true;
      update();
      Libc.close(fd);
      tellEnd();
    }
  }
}
