package io.coredeck.node.turn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Places for things that are done at once, so many and no more. One that becomes free goes to the
/// tenant who has the fewest of those who wait, and of equal ones to who came first; nobody has
/// more than a share of them, so that there is always one for others.
///
/// Safe for several threads.
public final class Places {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final int most;
  private final int mostEach;

  // Guarded by this.
  private final Map<Long, Integer> held = new HashMap<>();
  private final List<Waiter> waiting = new ArrayList<>();
  private int taken;

  /// Somebody who wants a place; it has one once it is no longer waiting.
  private static final class Waiter {
    private final long tenant;
    private boolean served;

    private Waiter(long tenant) {
      this.tenant = tenant;
    }
  }

  /// @param most places in all, 1 or more
  /// @param mostEach places of one tenant, from 1 to `most`
  public Places(int most, int mostEach) {
    if (mostEach < 1 || mostEach > most) {
      throw new IllegalArgumentException(
          "%d places, %d for each; there must be at least one for each, and no more than there are"
              .formatted(most, mostEach));
    }
    this.most = most;
    this.mostEach = mostEach;
  }

  /// A place that somebody has, until it is closed. Closing it again does nothing.
  public final class Place implements AutoCloseable {
    private final long tenant;
    private boolean given;

    private Place(long tenant) {
      this.tenant = tenant;
    }

    @Override
    public void close() {
      synchronized (Places.this) {
        if (!given) {
          given = true;
          giveBack(tenant);
        }
      }
    }
  }

  /// Waits for a place, however long that takes.
  ///
  /// @param tenant who wants it
  public synchronized Place take(long tenant) throws InterruptedException {
    var waiter = queued(tenant);
    try {
      while (!waiter.served) {
        wait();
      }
      return new Place(tenant);
    } catch (InterruptedException e) {
      leave(waiter);
      throw e;
    }
  }

  /// Waits for a place, but not for long.
  ///
  /// @param tenant who wants it
  /// @return empty if there was none in time
  public synchronized Optional<Place> take(long tenant, Duration limit)
      throws InterruptedException {
    var waiter = queued(tenant);
    var end = System.nanoTime() + limit.toNanos();
    try {
      for (var left = limit.toMillis(); !waiter.served && left > 0; ) {
        wait(left);
        left = (end - System.nanoTime()) / NANOS_PER_MILLI;
      }
    } catch (InterruptedException e) {
      leave(waiter);
      throw e;
    }
    if (waiter.served) {
      return Optional.of(new Place(tenant));
    }
    leave(waiter);
    return Optional.empty();
  }

  private Waiter queued(long tenant) {
    var waiter = new Waiter(tenant);
    waiting.add(waiter);
    serve();
    return waiter;
  }

  private void leave(Waiter waiter) {
    if (waiter.served) {
      giveBack(waiter.tenant);
    } else {
      waiting.remove(waiter);
    }
  }

  private void giveBack(long tenant) {
    taken--;
    held.computeIfPresent(tenant, (_, count) -> count == 1 ? null : count - 1);
    serve();
  }

  private void serve() {
    for (var next = next(); next.isPresent(); next = next()) {
      var waiter = next.get();
      waiting.remove(waiter);
      waiter.served = true;
      taken++;
      held.merge(waiter.tenant, 1, Integer::sum);
      notifyAll();
    }
  }

  private Optional<Waiter> next() {
    @Nullable Waiter best = null;
    if (taken < most) {
      for (var one : waiting) {
        if (has(one) < mostEach && (best == null || has(one) < has(best))) {
          best = one;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private int has(Waiter waiter) {
    return held.getOrDefault(waiter.tenant, 0);
  }
}
