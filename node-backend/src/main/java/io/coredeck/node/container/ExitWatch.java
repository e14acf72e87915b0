package io.coredeck.node.container;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Tells at once when an exit file appears, and every few seconds that all should be looked at: a
/// conmon that was killed leaves no file.
///
/// Linux has few of what it watches with, and root of a container can use them up for root of the
/// machine. Without one, all are looked at every few seconds, and having one is tried again.
final class ExitWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ExitWatch.class.getName());

  /// How long the end of a conmon may go unnoticed.
  private static final Duration SWEEP = Duration.ofSeconds(5);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final Path exits;
  private final Opener opener;
  private final Duration sweep;
  private final Consumer<Optional<String>> changed;
  private final Thread thread;
  private @Nullable WatchService service;
  private boolean isClosed;
  private boolean isTold;

  /// What gives something to watch with.
  interface Opener {
    WatchService open() throws IOException;
  }

  private ExitWatch(Path exits, Opener opener, Duration sweep, Consumer<Optional<String>> changed) {
    this.exits = exits;
    this.opener = opener;
    this.sweep = sweep;
    this.changed = changed;
    thread = Thread.ofPlatform().name("container-exits").daemon().unstarted(this::watch);
  }

  /// @param changed gets the name of a new file, or nothing when all should be looked at, which is
  ///   also the first it gets; on one thread
  static ExitWatch start(Path exits, Consumer<Optional<String>> changed) {
    return start(exits, exits.getFileSystem()::newWatchService, SWEEP, changed);
  }

  /// @param sweep how long to wait for a new file before all should be looked at
  static ExitWatch start(
      Path exits, Opener opener, Duration sweep, Consumer<Optional<String>> changed) {
    var watch = new ExitWatch(exits, opener, sweep, changed);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    try {
      while (true) {
        var events = opened();
        tell(Optional.empty()); // of what came before there was something to watch with
        if (events.isPresent()) {
          follow(events.get());
        }
        synchronized (this) {
          if (!isClosed) {
            wait(sweep.toMillis());
          }
        }
      }
    } catch (ClosedWatchServiceException | InterruptedException _) { // closed: that is the end
      return;
    }
  }

  /// @return something to watch with; empty if there is none now
  private synchronized Optional<WatchService> opened() {
    if (isClosed) {
      throw new ClosedWatchServiceException();
    }
    try {
      var events = opener.open();
      service = events;
      var _ =
          exits.register(
              events, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
      return Optional.of(events);
    } catch (IOException e) {
      LOG.log(
          isTold ? Level.DEBUG : Level.WARNING,
          "{0}: cannot be watched: {1}; looked at again and again instead. If too many are open,"
              + " raise fs.inotify.max_user_instances (sysctl)",
          exits,
          e.getMessage());
      isTold = true;
      closeService();
      return Optional.empty();
    }
  }

  /// Ends by an exception when this is closed.
  private void follow(WatchService events) throws InterruptedException {
    while (true) {
      var key = events.poll(sweep.toMillis(), TimeUnit.MILLISECONDS);
      if (key == null) {
        tell(Optional.empty());
        continue;
      }
      key.pollEvents().forEach(event -> tell(name(event)));
      key.reset();
    }
  }

  private static Optional<String> name(WatchEvent<?> event) {
    return event.context() instanceof Path name ? Optional.of(name.toString()) : Optional.empty();
  }

  private void tell(Optional<String> name) {
    try {
      changed.accept(name);
    } catch (RuntimeException e) { // one listener's fault must not end the watch over all
      LOG.log(Level.ERROR, "telling of the end of " + name.orElse("containers"), e);
    }
  }

  private synchronized void closeService() {
    if (service == null) {
      return;
    }
    try {
      service.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "closing the watch over exit files", e);
    }
    service = null;
  }

  /// Stops telling, after the call in hand. Calling it again does nothing.
  @Override
  public void close() {
    synchronized (this) {
      isClosed = true;
      closeService();
      notifyAll();
    }
    try {
      if (thread != Thread.currentThread()) {
        var _ = thread.join(STOP_LIMIT);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
