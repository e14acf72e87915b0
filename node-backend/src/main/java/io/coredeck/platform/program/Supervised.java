package io.coredeck.platform.program;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import io.coredeck.platform.instance.Layout;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One program that is kept running: started again when it ends by itself, after a pause that
/// doubles while it keeps failing.
final class Supervised {

  private static final System.Logger LOG = System.getLogger(Supervised.class.getName());
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /// A program that ran this long is not failing at its start.
  private static final Duration STEADY = Duration.ofSeconds(30);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  private final String name;
  private final Command command;
  private final Path log;
  private final PidFile pidFile;
  private final Host host;
  private final ScheduledExecutorService timer;

  // Guarded by this.
  private @Nullable Process process;
  private Instant started = Instant.EPOCH;
  private Duration pause = FIRST_PAUSE;
  private boolean stopping;

  Supervised(
      String name, Command command, Layout layout, Host host, ScheduledExecutorService timer) {
    this.name = name;
    this.command = command;
    this.log = layout.log(name);
    this.pidFile = new PidFile(host, layout.pid(name));
    this.host = host;
    this.timer = timer;
  }

  String name() {
    return name;
  }

  Path log() {
    return log;
  }

  /// @throws IOException if it cannot be started at all
  synchronized void start() throws IOException {
    if (stopping) {
      return;
    }
    var fresh = host.start(command, log);
    pidFile.write(fresh.pid());
    process = fresh;
    started = Instant.now();
    var _ = fresh.onExit().thenAccept(this::ended);
  }

  synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  /// Asks it to end, then ends it; bounded by twice 15 seconds.
  void stop() throws IOException, InterruptedException {
    synchronized (this) {
      stopping = true;
    }
    pidFile.stop(STOP_LIMIT);
  }

  private synchronized void ended(Process gone) {
    if (stopping) {
      return;
    }
    if (Duration.between(started, Instant.now()).compareTo(STEADY) > 0) {
      pause = FIRST_PAUSE;
    }
    LOG.log(
        Level.WARNING,
        "{0} ended with status {1}; starting it again in {2} ms (its log: {3})",
        name,
        gone.exitValue(),
        Long.toString(pause.toMillis()),
        log);
    var _ = timer.schedule(this::startAgain, pause.toMillis(), TimeUnit.MILLISECONDS);
    var doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private void startAgain() {
    try {
      start();
    } catch (IOException e) {
      LOG.log(Level.ERROR, name + " could not be started again; it stays down", e);
    }
  }
}
