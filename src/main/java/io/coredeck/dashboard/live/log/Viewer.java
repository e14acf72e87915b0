package io.coredeck.dashboard.live.log;

import io.coredeck.dashboard.live.log.Cursor.Step;
import io.coredeck.dashboard.live.log.Feed.Kept;
import io.coredeck.dashboard.live.log.Unfinished.Piece;
import io.coredeck.dashboard.live.redis.RedisAwayException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// One open page: sends it what it has not seen, as fast as it says that it takes it in.
///
/// Nothing is queued for a page that is behind. It has at most {@link #MOST_UNTAKEN} frames under
/// way; what comes meanwhile stays in the shared memory of the log, and what falls out of that
/// becomes a gap with its exact count.
final class Viewer {

  /// Frames with lines that may be under way without the page having said that it took them in.
  static final int MOST_UNTAKEN = 8;

  /// Requests that may wait for their answer.
  static final int MOST_REQUESTS = 32;

  private static final Duration BETWEEN_HEADS = Duration.ofSeconds(1);

  /// A page hears something at least this often, so that it knows the line is good.
  private static final Duration LONGEST_QUIET = Duration.ofSeconds(15);

  private static final String AWAY = "the place where logs are kept does not answer now";

  private final LogFeeds feeds;
  private final String owner;
  private final Outlet outlet;
  private final BooleanSupplier mayStay;
  private final BlockingQueue<Ask> requests = new ArrayBlockingQueue<>(MOST_REQUESTS);
  private final Map<String, String> heads = new HashMap<>();
  private final Map<String, Piece> pieces = new HashMap<>();
  private final Runnable wake = this::wake;
  private final Thread thread;
  private volatile boolean woken;
  private volatile boolean ended;
  private volatile long taken;
  private List<Cursor> cursors = List.of();
  private long sequence;
  private long headsAt = System.nanoTime() - BETWEEN_HEADS.toNanos();
  private long spokeAt = System.nanoTime();
  private Optional<Instant> source = Optional.empty();
  private boolean hasToldSource;

  /// Where frames go.
  interface Outlet {
    /// Returns when the frame has left, or fails.
    void send(String frame) throws IOException;

    void close(int code, String reason);
  }

  /// @param owner of the page: the session it came with
  /// @param mayStay false ends the page's connection: its session is over
  Viewer(LogFeeds feeds, String owner, Outlet outlet, BooleanSupplier mayStay) {
    this.feeds = feeds;
    this.owner = owner;
    this.outlet = outlet;
    this.mayStay = mayStay;
    thread = Thread.ofVirtual().name("log-viewer").unstarted(this::run);
  }

  /// @param containers that may be seen
  void begin(List<String> containers, Ask.Begin begin) {
    var joined = new ArrayList<Cursor>();
    cursors = joined;
    try {
      for (var gwid : containers) {
        var after = begin.after().get(gwid);
        var resume = after == null ? OptionalLong.empty() : OptionalLong.of(after);
        joined.add(new Cursor(feeds.join(owner, gwid, wake), begin.tail(), resume));
      }
    } catch (LogFeeds.FullException e) {
      outlet.close(e.code(), String.valueOf(e.getMessage()));
      end();
      return;
    }
    thread.start();
  }

  void taken(long frame) {
    taken = Math.max(taken, frame);
    wake();
  }

  /// @return whether there was room for it
  boolean request(Ask ask) {
    var isIn = requests.offer(ask);
    wake();
    return isIn;
  }

  void end() {
    ended = true;
    cursors.forEach(cursor -> feeds.leave(owner, cursor.feed(), wake));
    wake();
  }

  private void wake() {
    woken = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    try {
      while (!ended) {
        woken = false;
        if (!mayStay.getAsBoolean()) {
          outlet.close(LogSocket.SIGNED_OUT, "signed out");
          return;
        }
        tellSource();
        tellHeads();
        answer();
        var moved = sendNews();
        tellUnfinished();
        if (!moved && !woken && !ended) {
          LockSupport.parkNanos(BETWEEN_HEADS.toNanos());
        }
      }
    } catch (IOException _) {
      outlet.close(
          LogSocket.GONE, "the page does not take anything in"); // the socket says the rest
    } finally {
      end();
    }
  }

  private void send(String frame) throws IOException {
    spokeAt = System.nanoTime();
    outlet.send(frame);
  }

  private void tellSource() throws IOException {
    var now = feeds.awaySince();
    if (!hasToldSource || !now.equals(source)) {
      hasToldSource = true;
      source = now;
      pieces.clear(); // a page shows nothing unfinished while the source is away
      send(Frames.source(now));
    }
  }

  private void tellHeads() throws IOException {
    var now = System.nanoTime();
    if (now - headsAt < BETWEEN_HEADS.toNanos() || feeds.awaySince().isPresent()) {
      return;
    }
    var isQuiet = now - spokeAt > LONGEST_QUIET.toNanos();
    var all = true;
    for (var cursor : cursors) {
      all &= tellHead(cursor.feed(), isQuiet);
    }
    headsAt = all ? now : headsAt; // a log that is not there yet is told as soon as it is
  }

  private boolean tellHead(Feed feed, boolean evenIfKnown) throws IOException {
    var head = feed.head();
    if (head.numbering() == 0) {
      return false;
    }
    try {
      var frame = Frames.head(feed.gwid(), head, head.last() == 0 ? Kept.NOTHING : feed.kept());
      if (evenIfKnown || !frame.equals(heads.put(feed.gwid(), frame))) {
        send(frame);
      }
    } catch (RedisAwayException _) {
      return false; // said by tellSource
    }
    return true;
  }

  private void answer() throws IOException {
    for (var ask = requests.poll(); ask != null; ask = requests.poll()) {
      switch (ask) {
        case Ask.Load load -> load(load);
        case Ask.Find find -> find(find);
        case Ask.Begin _, Ask.Taken _ -> {} // not queued
      }
    }
  }

  private Optional<Feed> feed(String gwid) {
    return cursors.stream().map(Cursor::feed).filter(feed -> feed.gwid().equals(gwid)).findFirst();
  }

  private void load(Ask.Load load) throws IOException {
    var feed = feed(load.gwid());
    if (feed.isEmpty()) {
      send(Frames.failed(load.id(), "this container is not open here"));
      return;
    }
    try {
      var lines = feed.get().fromRedis(load.from(), load.to());
      var isWhole = lines.size() < Frames.MOST_LINES && Frames.fits(0, size(lines));
      var to = isWhole ? load.to() : lines.getLast().number();
      send(Frames.loaded(load.id(), load.gwid(), load.from(), to, lines));
    } catch (RedisAwayException _) {
      send(Frames.failed(load.id(), AWAY));
    }
  }

  private static int size(List<Line> lines) {
    return lines.stream().mapToInt(Line::size).sum();
  }

  private void find(Ask.Find find) throws IOException {
    try {
      var feed = feed(find.gwid());
      var number = feed.isEmpty() ? Optional.<Long>empty() : feed.get().firstAt(find.millis());
      send(Frames.found(find.id(), find.gwid(), number));
    } catch (RedisAwayException _) {
      send(Frames.failed(find.id(), AWAY));
    }
  }

  private boolean sendNews() throws IOException {
    var moved = false;
    for (var cursor : cursors) {
      if (sequence - taken < MOST_UNTAKEN) {
        moved |= tell(cursor.feed().gwid(), cursor.next());
      }
    }
    return moved;
  }

  /// A page that is behind is told when it has the lines before.
  private void tellUnfinished() throws IOException {
    for (var cursor : cursors) {
      var gwid = cursor.feed().gwid();
      var now = cursor.feed().unfinished().piece();
      var isNew = !now.equals(pieces.getOrDefault(gwid, Piece.NOTHING));
      var takesMore = source.isEmpty() && sequence - taken < MOST_UNTAKEN;
      if (isNew && takesMore && cursor.hasSent(now.after())) {
        pieces.put(gwid, now);
        send(Frames.open(gwid, now));
      }
    }
  }

  private boolean tell(String gwid, Step step) throws IOException {
    switch (step) {
      case Step.Lines(var lines) -> send(Frames.lines(++sequence, gwid, lines));
      case Step.Gap(var from, var to, var lost) -> send(Frames.gap(gwid, from, to, lost));
      case Step.Restarted() -> send(Frames.restarted(gwid));
      case Step.Nothing() -> {
        return false;
      }
    }
    return true;
  }
}
