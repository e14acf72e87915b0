package io.coredeck.dashboard.find;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Things somebody else knows, as they were lately. Asking never waits: what is old is given once
/// more while it is asked for anew.
///
/// @param <T> what it is
final class Lately<T> {

  private static final System.Logger LOG = System.getLogger(Lately.class.getName());
  private static final Duration FRESH = Duration.ofSeconds(30);

  private final String name;
  private final AtomicBoolean isAsking = new AtomicBoolean();
  private volatile List<T> known = List.of();
  private volatile long askedAt = System.nanoTime() - FRESH.toNanos();

  /// Who knows them.
  interface Source<T> {
    /// @throws IOException if there is no answer
    List<T> all() throws IOException, InterruptedException;
  }

  /// @param name of the thread that asks
  Lately(String name) {
    this.name = name;
  }

  /// @param source asked now if they are old
  List<T> known(Source<T> source) {
    var isOld = System.nanoTime() - askedAt >= FRESH.toNanos();
    if (isOld && !isAsking.getAndSet(true)) {
      Thread.ofVirtual().name(name).start(() -> ask(source));
    }
    return known;
  }

  private void ask(Source<T> source) {
    try {
      known = List.copyOf(source.all());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, name + ": no answer; what was known is found", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      askedAt = System.nanoTime();
      isAsking.set(false);
    }
  }
}
