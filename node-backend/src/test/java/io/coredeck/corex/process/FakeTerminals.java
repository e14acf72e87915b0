package io.coredeck.corex.process;

import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.plan.Launch;
import io.coredeck.corex.run.ExecFailedException;
import io.coredeck.corex.run.ExitStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// Programs that exist only in a test.
///
/// `print TEXT STATUS`, `echo` and `size` behave as {@link PtyContract} wants; `puppet` does what
/// the test tells {@link Terminal}; anything else does not exist.
public final class FakeTerminals implements Pty.Starter {
  private final BlockingQueue<Terminal> started = new LinkedBlockingQueue<>();
  private long lastPid = 1000;

  @Override
  public synchronized Pty start(Launch launch, WindowSize size, Pty.Events events)
      throws ExecFailedException {
    var argv = launch.argv();
    var terminal = new Terminal(++lastPid, argv.getFirst(), size, events);
    switch (argv.getFirst()) {
      case "print" -> {
        terminal.print(argv.get(1));
        terminal.exit(ExitStatus.returned(Integer.parseInt(argv.get(2))));
      }
      case "size" -> {
        terminal.print(size.columns() + " " + size.rows());
        terminal.exit(ExitStatus.returned(0));
      }
      case "echo", "puppet" -> {}
      default -> throw new ExecFailedException("No such file or directory");
    }
    started.add(terminal);
    return terminal;
  }

  /// @return the terminals in the order they were started
  public Terminal next() throws InterruptedException {
    return started.take();
  }

  @Override
  public void check(Launch launch) {}

  @Override
  public void endRest(Duration limit) {
    // nothing here starts anything
  }

  @Override
  public void close() {}

  /// One program. Everything happens on the thread that asks for it.
  public static final class Terminal implements Pty {
    private final long pid;
    private final String program;
    private final Events events;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    private boolean paused;
    private boolean deaf;
    private WindowSize size;
    private int lastSignal = -1;
    private @Nullable ExitStatus exit;
    private boolean told;

    private Terminal(long pid, String program, WindowSize size, Events events) {
      this.pid = pid;
      this.program = program;
      this.size = size;
      this.events = events;
    }

    public synchronized void print(String text) {
      print(text.getBytes(StandardCharsets.UTF_8));
    }

    public synchronized void print(byte[] bytes) {
      held.writeBytes(bytes);
      flush();
    }

    public synchronized void exit(ExitStatus status) {
      exit = status;
      flush();
    }

    /// From now on signals do nothing.
    public synchronized void ignoreSignals() {
      deaf = true;
    }

    public synchronized String typed() {
      return typed.toString(StandardCharsets.UTF_8);
    }

    public synchronized WindowSize size() {
      return size;
    }

    public synchronized int lastSignal() {
      return lastSignal;
    }

    public synchronized boolean isPaused() {
      return paused;
    }

    public synchronized boolean hasPrintedAll() {
      return held.size() == 0;
    }

    private void flush() {
      while (!paused && held.size() > 0) {
        var bytes = held.toByteArray();
        var length = Math.min(bytes.length, Events.PIECE);
        held.reset();
        held.write(bytes, length, bytes.length - length);
        paused = !events.output(bytes, length);
      }
      if (!paused && exit != null && !told) {
        told = true;
        events.ended(exit);
      }
    }

    @Override
    public long pid() {
      return pid;
    }

    @Override
    public synchronized void write(byte[] input, Runnable accepted) {
      typed.writeBytes(input);
      if (program.equals("echo") && exit == null) {
        print(input);
      }
      accepted.run();
    }

    @Override
    public synchronized void resize(WindowSize wanted) {
      size = wanted;
    }

    @Override
    public synchronized void signal(int number) {
      lastSignal = number;
      if (number > 0 && exit == null && (!deaf || number == 9)) {
        exit(ExitStatus.killedBy(number));
      }
    }

    @Override
    public void signalGroup(int number) {
      signal(number);
    }

    @Override
    public synchronized int signalSession(int number) {
      var there = exit == null ? 1 : 0;
      if (there > 0 && number > 0) {
        signal(number);
      }
      return there;
    }

    @Override
    public void closeInput() {}

    @Override
    public synchronized void resume() {
      paused = false;
      flush();
    }
  }
}
