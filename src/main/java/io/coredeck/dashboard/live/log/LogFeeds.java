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

  /// Most containers followed at the same time, for all pages together: bounds the memory, 2 MiB of
  /// characters each.
  static final int MOST_FEEDS = 64;

  private static final Pattern GWID = Pattern.compile("[0-9]{1,19}-[0-9]{1,19}");

  private final StreamLoop loop;
  private final Map<String, Feed> feeds = new HashMap<>();

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

  /// @param listener called whenever there is something new
  /// @return the log; nothing if {@link #MOST_FEEDS} are followed already
  synchronized Optional<Feed> join(String gwid, Runnable listener) {
    var feed = feeds.get(gwid);
    if (feed == null) {
      if (feeds.size() >= MOST_FEEDS) {
        return Optional.empty();
      }
      feed = new Feed(gwid, loop);
      feeds.put(gwid, feed);
      loop.follow(feed);
    }
    feed.listen(listener);
    return Optional.of(feed);
  }

  synchronized void leave(Feed feed, Runnable listener) {
    if (feed.ignore(listener)) {
      feeds.remove(feed.gwid());
      loop.leave(feed);
    }
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
