package io.coredeck.dashboard.live.events;

import com.vaadin.flow.server.VaadinService;
import io.coredeck.dashboard.live.redis.Entry;
import io.coredeck.dashboard.live.redis.Follower;
import io.coredeck.dashboard.live.redis.RedisAwayException;
import io.coredeck.dashboard.live.redis.StreamLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The newest happenings of all containers, kept once for all pages.
public final class Happenings implements AutoCloseable {

  /// Happenings kept.
  static final int KEPT = 2_000;

  private static final String KEY = "coredeck:events";

  private final Optional<StreamLoop> loop;
  private final Reader reader = new Reader();

  // Guarded by itself. Oldest first.
  private final Deque<Happening> newest = new ArrayDeque<>();

  private Happenings(Optional<StreamLoop> loop) {
    this.loop = loop;
    loop.ifPresent(one -> one.follow(reader));
  }

  /// @param loop the reader of Redis, shared with others; who made it closes it. Nothing where
  ///   there is no Redis: then nothing is known.
  public static Happenings on(Optional<StreamLoop> loop) {
    return new Happenings(loop);
  }

  /// @return the one of the server that shows the current page
  public static Happenings current() {
    var context = VaadinService.getCurrent().getContext();
    return Optional.ofNullable(context.getAttribute(Happenings.class))
        .orElseGet(() -> on(Optional.empty()));
  }

  /// @param since milliseconds since 1970
  /// @param wanted asked from the newest to the oldest
  /// @param most how many at most
  /// @return the newest that are wanted, newest first
  public List<Happening> since(long since, Predicate<Happening> wanted, int most) {
    var found = new ArrayList<Happening>();
    synchronized (newest) {
      var all = newest.descendingIterator();
      while (all.hasNext() && found.size() < most) {
        var one = all.next();
        if (one.at() >= since && wanted.test(one)) {
          found.add(one);
        }
      }
    }
    return found;
  }

  private final class Reader implements Follower {

    private volatile boolean ready;
    private volatile String after = "0-0";

    @Override
    public String key() {
      return KEY;
    }

    @Override
    public void look(Optional<Entry> last) {
      if (ready || last.isEmpty()) {
        ready = true;
        return;
      }
      try {
        loop.orElseThrow().newest(KEY, KEPT).forEach(this::keep);
        after = last.get().id();
        ready = true;
      } catch (RedisAwayException _) {
        // Looked for again when Redis is back.
      }
    }

    @Override
    public String after() {
      return after;
    }

    @Override
    public void take(List<Entry> entries) {
      entries.forEach(this::keep);
      after = entries.getLast().id();
    }

    private void keep(Entry entry) {
      synchronized (newest) {
        newest.addLast(Happening.of(entry));
        if (newest.size() > KEPT) {
          newest.removeFirst();
        }
      }
    }

    @Override
    public void linkChanged() {
      // What is known stays known.
    }
  }

  /// Follows nothing any more. Calling it again does nothing.
  @Override
  public void close() {
    loop.ifPresent(one -> one.leave(reader));
  }
}
