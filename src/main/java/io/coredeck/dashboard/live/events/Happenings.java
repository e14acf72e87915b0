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
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The newest happenings of all containers, kept once for all pages.
public final class Happenings implements AutoCloseable {

  /// Happenings kept.
  static final int KEPT = 2_000;

  private static final String KEY = "coredeck:events";

  private final Optional<StreamLoop> loop;
  private final Consumer<Happening> told;
  private final Reader reader;

  // Guarded by itself. Oldest first.
  private final Deque<Happening> newest = new ArrayDeque<>();

  private volatile long version;

  /// Who knows what happened before.
  @FunctionalInterface
  interface Source {
    List<Entry> newest(String key, int most) throws RedisAwayException;
  }

  Happenings(Optional<StreamLoop> loop, Source source, Consumer<Happening> told) {
    this.loop = loop;
    this.told = told;
    this.reader = new Reader(source);
  }

  /// @param loop the reader of Redis, shared with others; who made it closes it. Nothing where
  ///   there is no Redis: then nothing is known.
  /// @param told called for each happening, also for those that are found at first; from one thread
  public static Happenings on(Optional<StreamLoop> loop, Consumer<Happening> told) {
    Source source = (key, most) -> loop.isEmpty() ? List.of() : loop.get().newest(key, most);
    var happenings = new Happenings(loop, source, told);
    loop.ifPresent(one -> one.follow(happenings.reader));
    return happenings;
  }

  /// @return the one of the server that shows the current page
  public static Happenings current() {
    var context = VaadinService.getCurrent().getContext();
    return Optional.ofNullable(context.getAttribute(Happenings.class))
        .orElseGet(() -> on(Optional.empty(), _ -> {}));
  }

  Follower reader() {
    return reader;
  }

  /// @return another number after each happening
  public long version() {
    return version;
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

    private final Source source;
    private volatile boolean ready;
    private volatile String after = "0-0";

    Reader(Source source) {
      this.source = source;
    }

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
        var found = source.newest(KEY, KEPT);
        found.forEach(this::keep);
        // Some may have come since the last one was looked for.
        after = found.isEmpty() ? last.get().id() : found.getLast().id();
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
      var happening = Happening.of(entry);
      synchronized (newest) {
        newest.addLast(happening);
        if (newest.size() > KEPT) {
          newest.removeFirst();
        }
        version++;
      }
      told.accept(happening);
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
