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

/// Tells at once when an exit file appears, and every few seconds that all should be looked at: a
/// conmon that was killed leaves no file.
final class ExitWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ExitWatch.class.getName());

  /// How long the end of a conmon may go unnoticed.
  private static final Duration SWEEP = Duration.ofSeconds(5);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

  private final WatchService service;
  private final Consumer<Optional<String>> changed;
  private final Thread thread;

  private ExitWatch(WatchService service, Consumer<Optional<String>> changed) {
    this.service = service;
    this.changed = changed;
    thread = Thread.ofPlatform().name("container-exits").daemon().unstarted(this::watch);
  }

  /// @param changed gets the name of a new file, or nothing when all should be looked at, which is
  ///   also the first it gets; on one thread
  static ExitWatch start(Path exits, Consumer<Optional<String>> changed) throws IOException {
    var service = exits.getFileSystem().newWatchService();
    var _ =
        exits.register(
            service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
    var watch = new ExitWatch(service, changed);
    watch.thread.start();
    return watch;
  }

  private void watch() {
    try {
      tell(Optional.empty());
      while (true) {
        var key = service.poll(SWEEP.toMillis(), TimeUnit.MILLISECONDS);
        if (key == null) {
          tell(Optional.empty());
          continue;
        }
        key.pollEvents().forEach(event -> tell(name(event)));
        key.reset();
      }
    } catch (ClosedWatchServiceException | InterruptedException _) { // closed: that is the end
      return;
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

  /// Stops telling, after the call in hand. Calling it again does nothing.
  @Override
  public void close() {
    try {
      service.close();
      if (thread != Thread.currentThread()) {
        var _ = thread.join(STOP_LIMIT);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "closing the watch over exit files", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
