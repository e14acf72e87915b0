package io.coredeck.dashboard.live.log;

import io.coredeck.dashboard.live.redis.Entry;
import io.coredeck.dashboard.live.redis.RedisAwayException;
import io.coredeck.dashboard.live.redis.RedisPlace;
import io.coredeck.dashboard.live.redis.StreamLoop;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The logs somebody looks at now, each read once whoever looks.
public final class LogFeeds implements AutoCloseable {

  /// Most containers followed at the same time, for all pages together.
  static final int MOST_FEEDS = 256;

  /// Most logs that the pages of one session show together: four pages with as many containers as a
  /// page may show.
  static final int MOST_OF_ONE = 64;

  /// Memory for the lines of all of them, which they share evenly.
  static final int MOST_BYTES = 128 << 20;

  private static final Pattern GWID = Pattern.compile("[0-9]{1,19}-[0-9]{1,19}");

  private final StreamLoop loop;

  // Guarded by this.
  private final Map<String, Feed> feeds = new HashMap<>();
  private final Map<String, Integer> shown = new HashMap<>();

  /// No more logs can be followed now.
  static final class FullException extends Exception {

    private final int code;

    private FullException(int code, String message) {
      super(message);
      this.code = code;
    }

    /// @return what the page's socket is closed with
    int code() {
      return code;
    }
  }

  private LogFeeds(StreamLoop loop) {
    this.loop = loop;
  }

  /// @return with one reader for all logs, which tries until Redis is there
  public static LogFeeds start(RedisPlace place) {
    return new LogFeeds(StreamLoop.start(place));
  }

  /// @param loop a reader that others use too; {@link #close()} ends it for all
  public static LogFeeds on(StreamLoop loop) {
    return new LogFeeds(loop);
  }

  static boolean isGwid(String text) {
    return GWID.matcher(text).matches();
  }

  /// @param owner of the page: the session it came with
  /// @param listener called whenever there is something new
  /// @throws FullException if the owner's pages show {@link #MOST_OF_ONE} logs already, or those of
  ///   all together {@link #MOST_FEEDS}
  synchronized Feed join(String owner, String gwid, Runnable listener) throws FullException {
    if (shown.getOrDefault(owner, 0) >= MOST_OF_ONE) {
      throw new FullException(
          LogSocket.FULL_OF_YOURS, "your pages show %d logs, the most".formatted(MOST_OF_ONE));
    }
    var feed = feeds.get(gwid);
    if (feed == null) {
      feed = follow(gwid);
    }
    feed.listen(listener);
    shown.merge(owner, 1, Integer::sum);
    return feed;
  }

  private Feed follow(String gwid) throws FullException {
    if (feeds.size() >= MOST_FEEDS) {
      throw new FullException(
          LogSocket.FULL, "all pages together show %d logs, the most".formatted(MOST_FEEDS));
    }
    var feed = new Feed(gwid, loop);
    feeds.put(gwid, feed);
    share();
    loop.follow(feed);
    loop.follow(feed.unfinished());
    return feed;
  }

  /// To be called with what it was joined with. Calling it again does nothing.
  synchronized void leave(String owner, Feed feed, Runnable listener) {
    if (!feed.ignore(listener)) {
      return;
    }
    shown.computeIfPresent(owner, (_, count) -> count > 1 ? count - 1 : null);
    if (feed.isUnheard()) {
      feeds.remove(feed.gwid());
      loop.leave(feed);
      loop.leave(feed.unfinished());
      share();
    }
  }

  private void share() {
    var each = Math.min(Recent.MOST_BYTES, MOST_BYTES / Math.max(1, feeds.size()));
    feeds.values().forEach(feed -> feed.fit(each));
  }

  /// @return since when Redis cannot be asked; nothing while it answers
  Optional<Instant> awaySince() {
    return loop.awaySince();
  }

  /// Lines as they are in Redis, without following them.
  ///
  /// @param after number of the line before
  /// @param to number of the last one wanted
  List<Entry> entries(String gwid, long after, long to, int most) throws RedisAwayException {
    return loop.range("coredeck:logs:" + gwid, (after + 1) + "-0", to + "-0", most);
  }

  /// @return number of the newest line, 0 for none
  long newest(String gwid) throws RedisAwayException {
    return loop.newest("coredeck:logs:" + gwid).map(Entry::idNumber).orElse(0L);
  }

  /// Stops within about 2 seconds. Calling it again does nothing.
  @Override
  public void close() {
    loop.close();
  }
}
