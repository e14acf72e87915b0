package io.coredeck.dashboard.live.stats;

import io.coredeck.dashboard.live.redis.Entry;
import io.coredeck.dashboard.live.redis.Follower;
import io.coredeck.dashboard.live.redis.RedisAwayException;
import io.coredeck.dashboard.live.redis.StreamLoop;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.jspecify.annotations.Nullable;

/// The newest samples of one container, kept once for all pages that look at it.
final class Watched implements Follower {

  /// Samples kept: the points of a row in a table, two minutes.
  static final int KEPT = 60;

  /// How far back the kept samples are looked for.
  private static final long REACH_MILLIS = 150_000;

  private final String gwid;
  private final StreamLoop loop;
  private final Set<Runnable> listeners = new CopyOnWriteArraySet<>();
  private volatile boolean ready;
  private volatile String after = "0-0";

  // Guarded by this.
  private final Deque<Sample> samples = new ArrayDeque<>(KEPT);
  private @Nullable Sample last;
  private int viewers;

  Watched(String gwid, StreamLoop loop) {
    this.gwid = gwid;
    this.loop = loop;
  }

  String gwid() {
    return gwid;
  }

  /// @return how many look at it now
  synchronized int join(int change) {
    viewers += change;
    return viewers;
  }

  /// @param listener called when it is known what there is, and after each new sample, on the
  ///   thread that reads Redis
  void listen(Runnable listener) {
    listeners.add(listener);
  }

  void ignore(Runnable listener) {
    listeners.remove(listener);
  }

  /// @return whether it is known what there is
  boolean isReady() {
    return ready;
  }

  /// @param t milliseconds since 1970
  /// @return the kept samples that are newer, oldest first
  synchronized List<Sample> after(long t) {
    var newest = samples.peekLast();
    if (newest == null || newest.t() <= t) {
      return List.of();
    }
    return samples.stream().filter(sample -> sample.t() > t).toList();
  }

  /// @return whether a sample newer than that may have come and gone from what is kept
  synchronized boolean hasLost(long t) {
    var oldest = samples.peekFirst();
    return samples.size() == KEPT && oldest != null && oldest.t() > t;
  }

  @Override
  public String key() {
    return StatsHub.key(gwid);
  }

  @Override
  public void look(Optional<Entry> newest) {
    if (ready) {
      return; // what came while Redis was away follows by itself
    }
    try {
      if (newest.isPresent()) {
        var to = newest.get();
        var from = Math.max(0, to.idNumber() - REACH_MILLIS) + "-0";
        loop.range(key(), from, to.id(), 2 * KEPT).forEach(this::add);
        after = to.id();
      }
      ready = true;
    } catch (RedisAwayException _) {
      return; // looked for again when Redis is back
    }
    listeners.forEach(Runnable::run);
  }

  @Override
  public String after() {
    return after;
  }

  @Override
  public void take(List<Entry> entries) {
    entries.forEach(this::add);
    after = entries.getLast().id();
    listeners.forEach(Runnable::run);
  }

  private synchronized void add(Entry entry) {
    var sample = Sample.of(entry, last);
    last = sample;
    if (samples.size() == KEPT) {
      samples.removeFirst();
    }
    samples.addLast(sample);
  }

  @Override
  public void linkChanged() {
    listeners.forEach(Runnable::run);
  }
}
