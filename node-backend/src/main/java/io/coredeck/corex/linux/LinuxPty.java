package io.coredeck.corex.linux;

import com.pty4j.WinSize;
import io.coredeck.corex.linux.system.Dispositions;
import io.coredeck.corex.linux.system.Epoll;
import io.coredeck.corex.linux.system.Libc;
import io.coredeck.corex.linux.system.PtyLoop;
import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.process.Pty;
import io.coredeck.corex.run.ExitStatus;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A program on a terminal that Pty4J has opened. Its descriptors are closed when it has ended and
/// all output was read.
final class LinuxPty implements Pty {
  private static final System.Logger LOG = System.getLogger(LinuxPty.class.getName());

  /// A program that floods rests this long after each full piece: reading it all the time would
  /// only make it compete with us for the lock of the terminal (measured: a rest halves the cost
  /// per byte and raises the throughput).
  private static final Duration REST = Duration.ofNanos(100_000);

  /// How often a terminal that the program has closed is looked at, in case it opens it again.
  private static final Duration REOPEN_CHECK = Duration.ofMillis(200);

  /// How long output of what a program leaves behind is read after its own end.
  private static final Duration LINGER = Duration.ofMillis(250);

  /// More than a terminal holds: what comes after so much after the end is not the program's own.
  private static final int OWN_LIMIT = 1 << 20;

  /// Less than this is an answer to what was typed and not looked after for more: a person waits.
  private static final int TYPED = 512;

  private final com.pty4j.unix.Pty terminal;
  private final PtyLoop loop;
  private final Events events;
  private final Child child;
  private final PendingInput input;

  // Only used on the loop's thread.
  private long terminalNumber;
  private int interest;
  private boolean paused;
  private boolean resting;
  private long endedAt;
  private int afterEnd;
  private @Nullable ExitStatus exit;

  // Guarded by this.
  private boolean closed;

  /// @param terminal not blocking; closed by this
  LinuxPty(com.pty4j.unix.Pty terminal, Child child, PtyLoop loop, Events events) {
    this.terminal = terminal;
    this.child = child;
    this.loop = loop;
    this.events = events;
    this.input = new PendingInput(terminal.getMasterFD());
  }

  /// Begins to read. Called on the loop's thread.
  void watch() {
    child.watch(loop, this::processEnded);
    updateInterest();
  }

  @Override
  public long pid() {
    return child.pid();
  }

  @Override
  public boolean isShell() {
    return Dispositions.of(pid()).areOfShell();
  }

  @Override
  public void closeInput() {
    // A terminal has no end of input; people type Ctrl-D.
  }

  @Override
  public void write(byte[] bytes, Runnable accepted) {
    var hasRoom = input.add(bytes, accepted);
    if (!input.isEmpty()) {
      loop.execute(this::updateInterest);
    }
    if (hasRoom) {
      accepted.run();
    }
  }

  @Override
  public synchronized void resize(WindowSize size) {
    if (closed) {
      return;
    }
    try {
      terminal.setWindowSize(new WinSize(size.columns(), size.rows()), null);
    } catch (IOException e) {
      LOG.log(
          Level.WARNING, "process {0,number,#}: cannot set its size: {1}", pid(), e.getMessage());
    }
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
      updateInterest();
    });
  }

  private void terminalReady(boolean writable) {
    if (writable) {
      input.flush();
    }
    if (!paused && !resting) {
      read();
    }
    updateInterest();
  }

  /// Reads until there is nothing, or a full piece, and tells it at once.
  private void read() {
    var length = 0;
    long count = 0;
    while (length < loop.buffer.length) {
      count = Libc.read(terminal.getMasterFD(), loop.buffer, length);
      if (count <= 0) {
        break;
      }
      length += (int) count;
      if (length < TYPED) {
        break; // all there was; should more have come since, the loop calls again
      }
    }
    afterEnd += exit == null ? 0 : length;
    if (length > 0) {
      paused = !events.output(loop.buffer, length);
    }
    if (afterEnd > OWN_LIMIT) {
      close();
    } else if (length == loop.buffer.length) {
      rest(REST);
    } else if (count > 0) {
      return;
    } else if (count != -Libc.EAGAIN && count != -Libc.EINTR) {
      terminalGone();
    } else if (exit != null && System.nanoTime() - endedAt > LINGER.toNanos()) {
      close();
    }
  }

  /// Nobody has the terminal open any more: the program has ended, or only closed it.
  private void terminalGone() {
    if (exit == null) {
      rest(REOPEN_CHECK);
    } else {
      close();
    }
  }

  private void rest(Duration pause) {
    resting = true;
    loop.after(
        pause,
        () -> {
          resting = false;
          if (!closed && !paused) {
            read();
          }
          updateInterest();
        });
  }

  private void processEnded(ExitStatus how) {
    exit = how;
    endedAt = System.nanoTime();
    drain();
  }

  /// Reads what the program has left, and for a moment what others on its terminal still print.
  private void drain() {
    if (closed) {
      return;
    }
    if (!paused) {
      read();
    }
    updateInterest();
    if (!closed) {
      loop.after(LINGER, this::drain);
    }
  }

  private void updateInterest() {
    if (closed) {
      return;
    }
    var wanted = (paused || resting ? 0 : Epoll.IN) | (input.isEmpty() ? 0 : Epoll.OUT);
    if (wanted == interest) {
      return;
    }
    if (wanted == 0) {
      loop.unwatch(terminalNumber);
    } else if (interest == 0) {
      terminalNumber = loop.watch(terminal.getMasterFD(), wanted, this::terminalReady);
    } else {
      loop.change(terminalNumber, wanted);
    }
    interest = wanted;
  }

  private void close() {
    if (interest != 0) {
      loop.unwatch(terminalNumber);
      interest = 0;
    }
    input.close();
    synchronized (this) {
      closed = true;
      try {
        terminal.close();
      } catch (IOException e) {
        LOG.log(Level.WARNING, "process {0,number,#}: cannot close its terminal", pid(), e);
      }
    }
    if (exit != null) {
      events.ended(exit);
    }
  }
}
