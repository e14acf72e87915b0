package io.coredeck.node.telemetry;

import io.coredeck.node.telemetry.log.PositionFile;
import io.coredeck.node.telemetry.log.Reopening;
import io.coredeck.node.telemetry.log.SavedLog;
import io.coredeck.node.telemetry.log.Spool;
import io.coredeck.node.telemetry.notice.EndpointHealth;
import io.coredeck.node.telemetry.notice.Notice;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.LongConsumer;

/// The log of one container: looks for new output, sets the file aside when it is large, lets every
/// feed read on, deletes what nobody needs, and remembers on disk how far each feed has come.
///
/// The file is looked at often while it grows and seldom while it rests. Positions are written
/// after {@value #SAVE_LINES} lines or {@value #SAVE_MILLIS} ms, and at the end: after `kill -9` of
/// the agent so much is published again, and what was under way; none is left out, and none appears
/// twice in the platform's stream.
///
/// Used by one thread; {@link #health} by any.
final class FollowedLog {
  private static final Logger LOG = System.getLogger(FollowedLog.class.getName());

  /// How long a position may stay unwritten, milliseconds.
  static final long SAVE_MILLIS = 250;

  /// How many lines may be shipped before their position is written.
  static final long SAVE_LINES = 256;

  private static final long SAVE_PAUSE = Duration.ofMillis(SAVE_MILLIS).toNanos();
  private static final long SHORTEST_PAUSE = Duration.ofMillis(2).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofMillis(100).toNanos();

  /// Files that rest are looked at together, so that the thread can rest between.
  private static final long GRID = Duration.ofMillis(10).toNanos();

  /// How often is looked whether somebody else replaced the file.
  private static final long THOROUGH_PAUSE = Duration.ofSeconds(5).toNanos();

  private static final long TROUBLE_PAUSE = Duration.ofSeconds(1).toNanos();

  /// A file that has rested for a time is looked at again after this fraction of it.
  private static final long RESTING_SHARE = 16;

  private final Watched watched;
  private final TelemetryConfig.Limits limits;
  private final PositionFile positions;
  private final Spool spool;
  private final List<LogFeed> feeds;
  private final Reopening reopening;
  private final Notice notice;
  private final LongConsumer beside;
  private boolean changed = true;
  private boolean resting;
  private String trouble = "";
  private long lookAt = System.nanoTime();
  private long grownAt = lookAt;
  private long thoroughAt = lookAt;
  private long saveAt = lookAt;
  private long savedLines;

  /// @param beside done in each round after the feeds, with the time of {@link System#nanoTime()}
  FollowedLog(
      Watched watched,
      TelemetryConfig.Limits limits,
      PositionFile positions,
      Spool spool,
      List<LogFeed> feeds,
      Reopening reopening,
      Notice notice,
      LongConsumer beside) {
    this.watched = watched;
    this.limits = limits;
    this.positions = positions;
    this.spool = spool;
    this.feeds = List.copyOf(feeds);
    this.reopening = reopening;
    this.notice = notice;
    this.beside = beside;
  }

  String gwid() {
    return watched.gwid();
  }

  List<LogFeed> feeds() {
    return feeds;
  }

  /// @return when {@link #step} wants to be called again if nothing happens before
  long due() {
    return lookAt;
  }

  /// Does what can be done now without waiting.
  ///
  /// @param now of {@link System#nanoTime()}
  /// @return whether anything was shipped
  boolean step(long now) {
    try {
      if (now - lookAt >= 0) {
        look(now);
      } else if (resting || !trouble.isEmpty()) {
        return false;
      }
      var moved = false;
      for (var feed : feeds) {
        moved |= feed.step(now);
      }
      beside.accept(now);
      changed |= moved;
      save(now, moved && delivered() - savedLines >= SAVE_LINES);
      resting = !moved && !changed && feeds.stream().allMatch(LogFeed::isDone);
      trouble = "";
      return moved;
    } catch (IOException | RuntimeException e) {
      inTrouble(now, e);
      return false;
    }
  }

  private void inTrouble(long now, Exception e) {
    if (!trouble.equals(e.toString())) {
      LOG.log(Level.WARNING, watched.logFile() + ": cannot be followed, trying on", e);
    }
    trouble = e.toString();
    lookAt = now + TROUBLE_PAUSE;
  }

  private void look(long now) throws IOException {
    var thorough = now - thoroughAt >= 0;
    if (spool.look(thorough)) {
      grownAt = now;
      resting = false;
    }
    if (thorough) {
      thoroughAt = now + THOROUGH_PAUSE;
      spool.closeBefore(oldestRead());
    }
    rotate(now);
    retain();
    var pause = Math.clamp((now - grownAt) / RESTING_SHARE, SHORTEST_PAUSE, LONGEST_PAUSE);
    lookAt = pause < GRID ? now + pause : (now + pause) / GRID * GRID;
  }

  private void rotate(long now) throws IOException {
    if (spool.isSuccessorExpected()) {
      reopening.askAgain(now);
    } else if (spool.written() >= limits.segment().count()) {
      spool.setAside();
      changed = true;
      reopening.ask(now);
    }
  }

  private long oldestRead() {
    return feeds.stream().mapToLong(LogFeed::reading).min().orElse(Long.MAX_VALUE);
  }

  private void retain() throws IOException {
    for (var oldest = spool.oldestFinished(); oldest.isPresent(); oldest = spool.oldestFinished()) {
      var rest = spool.size() - spool.oldestSize();
      var needed = oldestRead() <= oldest.get();
      if (needed ? spool.size() <= limits.spool().count() : rest < limits.kept().count()) {
        return;
      }
      giveUpOldest();
    }
  }

  /// Deletes the oldest file, though somebody may not have read it.
  private void giveUpOldest() throws IOException {
    var oldest = spool.oldestFinished();
    if (oldest.isPresent()) {
      for (var feed : feeds) {
        var lines = feed.reading() <= oldest.get() ? feed.giveUp(oldest.get()) : 0;
        if (lines > 0) {
          var where = feed.health().endpoint();
          LOG.log(Level.WARNING, "{0}: {1} lines are lost for {2}", gwid(), lines, where);
          notice.tell(gwid(), "log-lost", lines + " lines are lost for " + where);
        }
      }
      spool.deleteOldest();
      changed = true;
    }
  }

  /// @return bytes on disk
  long size() {
    return spool.size();
  }

  /// @return whether {@link #shrink} would free something
  boolean canShrink() {
    return trouble.isEmpty() && spool.oldestFinished().isPresent();
  }

  /// Gives up the oldest file.
  ///
  /// @return bytes freed
  long shrink() {
    var before = spool.size();
    try {
      giveUpOldest();
    } catch (IOException e) {
      inTrouble(System.nanoTime(), e);
    }
    return before - spool.size();
  }

  /// The container ended: what it left as an unfinished line is one.
  void endRun() {
    try {
      spool.look(true);
      spool.endRun();
      changed = true;
      resting = false;
      lookAt = System.nanoTime();
    } catch (IOException e) {
      inTrouble(System.nanoTime(), e);
    }
  }

  /// @return whether all places have everything, except those that can get nothing at the moment
  boolean isDrained(boolean waitForStuck) {
    return feeds.stream().allMatch(feed -> feed.isDone() || (!waitForStuck && feed.isStuck()));
  }

  /// Takes the answers that have come; sends nothing.
  ///
  /// @return whether nothing is under way
  boolean hasLanded(long now) {
    var landed = true;
    for (var feed : feeds) {
      landed &= feed.hasLanded(now);
    }
    return landed;
  }

  private long delivered() {
    return feeds.stream().mapToLong(LogFeed::delivered).sum();
  }

  private void save(long now, boolean atOnce) throws IOException {
    if (changed && (atOnce || now - saveAt >= 0)) {
      saveAt = now + SAVE_PAUSE;
      changed = false;
      savedLines = delivered();
      var oldest = oldestRead();
      spool.ends().removeIf(end -> end.segment() < oldest);
      var readers = new LinkedHashMap<String, String>();
      feeds.forEach(feed -> readers.put(feed.name(), feed.state().encode()));
      positions.write(new SavedLog(spool.mark(), List.copyOf(spool.ends()), readers).encode());
    }
  }

  List<EndpointHealth> health() {
    return feeds.stream().map(LogFeed::health).toList();
  }

  /// Remembers everything and lets go of the files.
  void close() {
    try {
      changed = true;
      save(System.nanoTime(), true);
      spool.close();
      positions.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, watched.logFile() + ": cannot remember what was shipped", e);
    }
  }

  /// Counts what nobody can get any more as lost and removes all files.
  void delete() {
    try {
      for (var feed : feeds) {
        feed.giveUp(Long.MAX_VALUE);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, watched.logFile() + ": cannot count the lines that are lost", e);
    }
    try {
      spool.delete();
      positions.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, watched.logFile() + ": cannot be deleted", e);
    }
  }
}
