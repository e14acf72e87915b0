package io.coredeck.dashboard.live.log;

import io.coredeck.dashboard.live.redis.Entry;
import io.coredeck.dashboard.live.redis.Follower;
import io.coredeck.dashboard.live.redis.RedisAwayException;
import io.coredeck.dashboard.live.redis.StreamLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The log of one container, shared by everybody who looks at it.
final class Feed implements Follower {

  private static final String PREFIX = "coredeck:logs:";
  private static final Duration KEPT_IS_FRESH = Duration.ofSeconds(1);

  private final String gwid;
  private final StreamLoop loop;
  private final Set<Runnable> listeners = ConcurrentHashMap.newKeySet();
  private final Unfinished unfinished;
  private final Recent recent = new Recent();
  private Kept kept = Kept.NOTHING;
  private long keptAt;
  private long numbering;

  Feed(String gwid, StreamLoop loop) {
    this.gwid = gwid;
    this.loop = loop;
    this.unfinished = new Unfinished(key(), this::linkChanged);
  }

  /// What Redis holds of the log.
  ///
  /// @param first number of the oldest line, 0 for none
  /// @param since when that was printed
  record Kept(long first, long since) {
    static final Kept NOTHING = new Kept(0, 0);
  }

  /// Where the log is now.
  ///
  /// @param numbering 0 until Redis was asked; another one when the numbers have begun anew
  /// @param last number of the newest line, 0 for none
  /// @param lastMillis when that was printed
  record Head(long numbering, long last, long lastMillis) {}

  /// Some lines from memory.
  ///
  /// @param before lines up to this number are not in memory
  /// @param lines what follows the number asked for; only if that is not below `before`
  record Taken(long before, List<Line> lines) {}

  @Override
  public String key() {
    return PREFIX + gwid;
  }

  String gwid() {
    return gwid;
  }

  Unfinished unfinished() {
    return unfinished;
  }

  void listen(Runnable listener) {
    listeners.add(listener);
  }

  /// @return whether it listened
  boolean ignore(Runnable listener) {
    return listeners.remove(listener);
  }

  boolean isUnheard() {
    return listeners.isEmpty();
  }

  /// @param most bytes of lines kept in memory from now on
  void fit(int most) {
    synchronized (recent) {
      recent.fit(most);
    }
  }

  @Override
  public void look(Optional<Entry> newest) {
    synchronized (recent) {
      var number = newest.map(Entry::idNumber).orElse(0L);
      var millis = newest.map(entry -> entry.number("t")).orElse(0L);
      if (numbering == 0) {
        numbering = 1;
        recent.beginAfter(number, millis);
      } else if (newest.isPresent() && number < recent.last() && millis > recent.lastMillis()) {
        numbering++; // the container began a new log
        recent.beginAfter(0, 0);
        unfinished.forget();
      } else {
        return;
      }
    }
    linkChanged();
  }

  @Override
  public String after() {
    synchronized (recent) {
      return recent.last() + "-0";
    }
  }

  @Override
  public void take(List<Entry> entries) {
    var lines = entries.stream().map(Line::of).toList();
    synchronized (recent) {
      lines.forEach(recent::add);
    }
    linkChanged();
  }

  @Override
  public void linkChanged() {
    listeners.forEach(Runnable::run);
  }

  Head head() {
    synchronized (recent) {
      return new Head(numbering, recent.last(), recent.lastMillis());
    }
  }

  /// @param number of the last line that the viewer has
  Taken after(long number) {
    synchronized (recent) {
      var before = recent.before();
      return new Taken(before, number < before ? List.of() : recent.after(number));
    }
  }

  /// Lines from Redis, as many as fit in one frame.
  ///
  /// @param from number of the first
  /// @param to number of the last
  List<Line> fromRedis(long from, long to) throws RedisAwayException {
    var entries = loop.range(key(), from + "-0", to + "-0", Frames.MOST_LINES);
    var lines = new ArrayList<Line>(entries.size());
    var size = 0;
    for (var entry : entries) {
      var line = Line.of(entry);
      lines.add(line);
      size += line.size();
      if (!Frames.fits(lines.size(), size)) {
        break;
      }
    }
    return lines;
  }

  /// @return the number of the first line printed at that time or later; nothing if there is none
  Optional<Long> firstAt(long millis) throws RedisAwayException {
    var low = kept().first();
    var high = head().last() + 1;
    while (low < high) {
      var middle = low + (high - low) / 2;
      var found = loop.range(key(), middle + "-0", "+", 1);
      if (found.isEmpty() || found.getFirst().number("t") >= millis) {
        high = middle;
      } else {
        low = found.getFirst().idNumber() + 1;
      }
    }
    return low > head().last() || low == 0 ? Optional.empty() : Optional.of(low);
  }

  /// @return what Redis holds, at most a second old
  synchronized Kept kept() throws RedisAwayException {
    var now = System.nanoTime();
    if (keptAt == 0 || now - keptAt > KEPT_IS_FRESH.toNanos()) {
      kept =
          loop.range(key(), "-", "+", 1).stream()
              .findFirst()
              .map(entry -> new Kept(entry.idNumber(), entry.number("t")))
              .orElse(Kept.NOTHING);
      keptAt = now;
    }
    return kept;
  }
}
