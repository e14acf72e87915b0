package io.coredeck.dashboard.live.stats;

import io.coredeck.dashboard.live.redis.Entry;
import io.coredeck.dashboard.live.redis.Follower;
import io.coredeck.dashboard.live.redis.RedisAwayException;
import io.coredeck.dashboard.live.redis.StreamLoop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// What happens to containers: the newest of all, and the past of one on demand.
final class Events implements Follower {

  /// Events kept for pages that are behind.
  static final int KEPT = 1_000;

  /// Most events read to find those of one container: as many as the platform keeps, and some.
  static final int MOST_READ = 20_000;

  /// Most events of one container in one answer; the newest are taken.
  static final int MOST_SHOWN = 500;

  private static final String KEY = "coredeck:events";
  private static final int PAGE = 2_000;

  /// An event may have come to Redis later than it happened: those of an outage are kept back.
  private static final long LATE_MILLIS = 3_600_000;

  private final StreamLoop loop;
  private volatile boolean ready;
  private volatile String after = "0-0";

  // Guarded by this.
  private final Deque<Event> newest = new ArrayDeque<>();
  private long number;

  /// @param number counts all events that came, from 1
  /// @param t milliseconds since 1970, when it happened
  record Event(long number, String gwid, long t, String kind, String text) {}

  Events(StreamLoop loop) {
    this.loop = loop;
  }

  /// @return number of the newest
  synchronized long number() {
    return number;
  }

  synchronized List<Event> after(long known, String gwid) {
    if (known == number) {
      return List.of();
    }
    return newest.stream()
        .filter(event -> event.number() > known && event.gwid().equals(gwid))
        .toList();
  }

  /// @return those of a container that happened between two times, oldest first
  List<Event> past(String gwid, long from, long to) throws RedisAwayException {
    var found = new ArrayDeque<Event>();
    var start = from + "-0";
    var end = (to + LATE_MILLIS) + "-0";
    for (int read = 0; read < MOST_READ; read += PAGE) {
      var page = loop.range(KEY, start, end, PAGE);
      page.stream()
          .map(entry -> event(entry, 0))
          .filter(event -> event.gwid().equals(gwid) && event.t() >= from && event.t() <= to)
          .forEach(found::addLast);
      while (found.size() > MOST_SHOWN) {
        found.removeFirst();
      }
      if (page.size() < PAGE) {
        break;
      }
      start = "(" + page.getLast().id();
    }
    return new ArrayList<>(found);
  }

  private static Event event(Entry entry, long number) {
    var t = entry.number("t");
    return new Event(
        number,
        entry.text("gwid"),
        t == 0 ? entry.idNumber() : t,
        entry.text("kind"),
        entry.text("text"));
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public void look(Optional<Entry> last) {
    if (!ready) {
      after = last.map(Entry::id).orElse("0-0");
      ready = true;
    }
  }

  @Override
  public String after() {
    return after;
  }

  @Override
  public synchronized void take(List<Entry> entries) {
    for (var entry : entries) {
      number++;
      newest.addLast(event(entry, number));
      if (newest.size() > KEPT) {
        newest.removeFirst();
      }
    }
    after = entries.getLast().id();
  }

  @Override
  public void linkChanged() {
    // Viewers hear of it from the containers they look at.
  }
}
