package io.coredeck.dashboard.grid;

import io.coredeck.model.NextAction;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.GridException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Reservations that ended so long ago that they are not remembered: the explorer is asked once for
/// each, and its answer is kept, as nothing of them changes any more. May be used by many threads.
final class Past {

  static final int MOST_KEPT = 2000;

  /// Questions under way. Whoever comes on top waits, but not long.
  private static final int MOST_ASKING = 8;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Source source;
  private final Semaphore asking = new Semaphore(MOST_ASKING);
  private final Map<Long, Optional<Reservation>> kept = // guarded by itself
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Optional<Reservation>> eldest) {
          return size() > MOST_KEPT;
        }
      };

  /// Who knows everything.
  @FunctionalInterface
  interface Source {
    Reservation workload(long id) throws GridException, InterruptedException;
  }

  Past(Source source) {
    this.source = source;
  }

  /// Waits for the explorer, 35 seconds at most.
  ///
  /// @return empty if there is no such reservation
  /// @throws IOException if that cannot be found out now
  Optional<Reservation> find(long id) throws IOException, InterruptedException {
    synchronized (kept) {
      var known = kept.get(id);
      if (known != null) {
        return known;
      }
    }
    if (!asking.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new IOException("the explorer is asked for too much at once; try again later");
    }
    try {
      return ask(id);
    } finally {
      asking.release();
    }
  }

  private Optional<Reservation> ask(long id) throws GridException, InterruptedException {
    try {
      var found = Optional.of(source.workload(id));
      return hasEnded(found.get()) ? keep(id, found) : found;
    } catch (GridException e) {
      if (e.isNotFound()) {
        return keep(id, Optional.empty());
      }
      throw e;
    }
  }

  private Optional<Reservation> keep(long id, Optional<Reservation> found) {
    synchronized (kept) {
      kept.put(id, found);
    }
    return found;
  }

  /// What no pool could pay can still be deleted.
  private static boolean hasEnded(Reservation one) {
    return one.nextAction().code() > NextAction.INVALID.code();
  }
}
