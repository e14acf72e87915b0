package io.coredeck.node.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A program between its start and its end: its streams are read as they come, its time and its
/// output are limited, and when it has to go, all it has started goes too.
final class RunningCommand {
  private static final System.Logger LOG = System.getLogger(RunningCommand.class.getName());

  /// How much a program may write to its standard output.
  static final int OUTPUT_LIMIT_BYTES = 1 << 20;

  /// How much of the end of its standard error is kept for the message.
  private static final int ERROR_TAIL_BYTES = 2048;

  /// How much of the command line goes into a message.
  private static final int NAME_LIMIT_CHARACTERS = 300;

  /// How long the streams of an ended program are waited for; they stay open if it left a daemon.
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(1);

  /// How long a killed program is waited for.
  private static final Duration DEATH_LIMIT = Duration.ofSeconds(2);

  /// How often the tree of a program that must go is looked through for new children.
  private static final int KILL_ROUNDS = 10;

  private static final int BUFFER_BYTES = 8192;

  private final Command command;
  private final Process process;
  private final ByteArrayOutputStream output = new ByteArrayOutputStream();
  private final StringBuilder errors = new StringBuilder();
  private final CountDownLatch streams = new CountDownLatch(2);
  private volatile boolean tooMuch;

  RunningCommand(Command command, Process process) {
    this.command = command;
    this.process = process;
  }

  /// @return its whole standard output
  String finish() throws IOException, InterruptedException {
    start(() -> read(process.getInputStream(), this::keepOutput));
    start(() -> read(process.getErrorStream(), this::keepErrors));
    if (!command.input().isEmpty()) {
      start(this::write);
    }
    try {
      if (!process.waitFor(command.limit().toMillis(), TimeUnit.MILLISECONDS)) {
        killTree();
        throw failed("did not end within " + command.limit());
      }
      var _ = streams.await(DRAIN_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      killTree();
      throw e;
    }
    return result();
  }

  /// A virtual thread that waits at a pipe keeps its carrier. JDK 25 lends another, for 30 seconds:
  /// then, with as many that wait as there are processors, no virtual thread runs at all.
  private void start(Runnable work) {
    Thread.ofPlatform().daemon().name("command-" + process.pid()).start(work);
  }

  private String result() throws CommandFailedException {
    if (tooMuch) {
      throw failed("wrote more than " + OUTPUT_LIMIT_BYTES + " bytes");
    }
    if (process.exitValue() != 0) {
      throw failed("ended with status " + process.exitValue());
    }
    synchronized (output) {
      return output.toString(StandardCharsets.UTF_8);
    }
  }

  private void killTree() {
    for (int round = 0; round < KILL_ROUNDS; round++) {
      var children = process.descendants().toList();
      children.forEach(ProcessHandle::destroyForcibly);
      if (children.isEmpty()) {
        break;
      }
    }
    process.destroyForcibly();
    awaitDeath();
  }

  /// A program that is killed inside a call to the kernel ends when that has ended.
  private void awaitDeath() {
    try {
      process.onExit().get(DEATH_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException _) {
      LOG.log(Level.WARNING, "{0} was killed and has not ended yet", name(command));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try (var input = process.getOutputStream()) {
      input.write(command.input().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      keepErrors(bytes("[did not read its whole input: " + e.getMessage() + "]"));
    }
  }

  private void read(InputStream from, Sink sink) {
    try (from) {
      var buffer = new byte[BUFFER_BYTES];
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        sink.keep(java.util.Arrays.copyOf(buffer, n));
      }
    } catch (IOException e) {
      keepErrors(bytes("[output lost: " + e.getMessage() + "]"));
    } finally {
      streams.countDown();
    }
  }

  private void keepOutput(byte[] piece) {
    synchronized (output) {
      if (output.size() + piece.length <= OUTPUT_LIMIT_BYTES) {
        output.writeBytes(piece);
        return;
      }
    }
    if (!tooMuch) {
      tooMuch = true;
      killTree();
    }
  }

  private void keepErrors(byte[] piece) {
    synchronized (errors) {
      errors.append(new String(piece, StandardCharsets.UTF_8));
      if (errors.length() > ERROR_TAIL_BYTES) {
        errors.delete(0, errors.length() - ERROR_TAIL_BYTES);
      }
    }
  }

  private CommandFailedException failed(String what) {
    synchronized (errors) {
      var said = errors.toString().strip();
      return new CommandFailedException(
          name(command) + ": " + what + (said.isEmpty() ? "" : ": " + said));
    }
  }

  /// @return the command line, shortened; never its input or environment, which may be secret
  static String name(Command command) {
    var line = String.join(" ", command.argv());
    return line.length() <= NAME_LIMIT_CHARACTERS
        ? line
        : line.substring(0, NAME_LIMIT_CHARACTERS) + "…";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private interface Sink {
    void keep(byte[] piece);
  }
}
