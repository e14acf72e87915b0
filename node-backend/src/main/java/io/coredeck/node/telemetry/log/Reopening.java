package io.coredeck.node.telemetry.log;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/// Asks the writer of a log to open its file anew after it was renamed, again and again until it
/// has. Asking may wait, so another thread does it, one at a time for a log.
///
/// A writer that is not there any more cannot be told and need not be: the next one opens the file
/// by its name.
public final class Reopening {
  private static final Logger LOG = System.getLogger(Reopening.class.getName());
  private static final long PAUSE = Duration.ofSeconds(5).toNanos();

  private final Path file;
  private final Writer writer;
  private final Executor threads;
  private final AtomicBoolean asking = new AtomicBoolean();
  private boolean failed;
  private long askAt = System.nanoTime();

  /// Who writes the log.
  @FunctionalInterface
  public interface Writer {

    /// @throws IOException if it cannot be told
    void reopen() throws IOException;
  }

  /// @param file for messages
  /// @param threads may wait for the writer
  public Reopening(Path file, Writer writer, Executor threads) {
    this.file = file;
    this.writer = writer;
    this.threads = threads;
  }

  /// Asks, unless that is under way.
  ///
  /// @param now of {@link System#nanoTime()}
  public void ask(long now) {
    askAt = now + PAUSE;
    if (asking.compareAndSet(false, true)) {
      threads.execute(this::reopen);
    }
  }

  /// Asks if the last time is some seconds ago.
  public void askAgain(long now) {
    if (now - askAt >= 0) {
      ask(now);
    }
  }

  private void reopen() {
    try {
      if (!Files.exists(file)) { // asking twice would put a new file in place of the new one
        writer.reopen();
      }
      failed = false;
    } catch (IOException e) {
      if (!failed) {
        LOG.log(Level.WARNING, file + ": its writer cannot be told to open it anew", e);
      }
      failed = true;
    } finally {
      asking.set(false);
    }
  }
}
