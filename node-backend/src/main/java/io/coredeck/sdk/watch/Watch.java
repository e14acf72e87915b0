package io.coredeck.sdk.watch;

import io.coredeck.sdk.ExplorerCalls;
import io.coredeck.sdk.GridException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// What some containers print or use, from {@link WatchClient}: of each first the past, then what
/// comes. Comes back by itself where a line breaks, without a gap as far as the explorer still has
/// what was missed, for a minute at most.
///
/// {@snippet file="io/coredeck/explorer/WatchedOverSdkIT.java" region="watch"}
///
/// At most {@value #MOST_WAITING} entries wait to be read; then the explorer waits. May be used by
/// many threads.
///
/// @param <T> a {@link PrintedLine} or a sample
public final class Watch<T> implements AutoCloseable {

  /// Entries that wait to be read.
  public static final int MOST_WAITING = 256;

  /// How often who waits looks whether it is over.
  private static final Duration LOOK = Duration.ofMillis(200);

  private final BlockingQueue<Seen<T>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final List<Follower<T>> followers;

  // Guarded by this.
  private final ArrayDeque<IOException> failures = new ArrayDeque<>();
  private int running;
  private boolean closed;

  Watch(ExplorerCalls calls, List<Follower.Question<T>> questions) {
    followers = questions.stream().map(one -> new Follower<>(calls, one, this)).toList();
    running = followers.size();
    followers.forEach(Follower::start);
  }

  /// @param limit how long to wait
  /// @return what came next; empty if nothing was in time, or it is over
  /// @throws GridException if the explorer refuses, or stays away; what other containers of the
  ///   same watch tell still comes
  public Optional<Seen<T>> next(Duration limit) throws GridException, InterruptedException {
    var end = System.nanoTime() + limit.toNanos();
    while (true) {
      var isOver = isOver();
      var left = isOver ? 0 : end - System.nanoTime();
      var seen = waiting.poll(Math.clamp(left, 0, LOOK.toNanos()), TimeUnit.NANOSECONDS);
      if (seen != null) {
        return Optional.of(seen);
      }
      throwFailure();
      if (left <= 0) {
        return Optional.empty();
      }
      followers.forEach(Follower::wakeIfSilent);
    }
  }

  private synchronized void throwFailure() throws GridException {
    var failure = failures.poll();
    if (failure instanceof GridException known) {
      throw known;
    }
    if (failure != null) {
      throw GridException.within(GridException.NO_ANSWER, String.valueOf(failure.getMessage()));
    }
  }

  /// @return whether nothing follows: all containers are deleted, or all of the past is told where
  ///   no more was wanted, or this is closed
  public synchronized boolean isOver() {
    return closed || (running == 0 && waiting.isEmpty() && failures.isEmpty());
  }

  synchronized boolean isClosed() {
    return closed;
  }

  void put(Seen<T> seen) throws InterruptedException {
    waiting.put(seen);
  }

  synchronized void ended(Optional<IOException> failure) {
    running--;
    failure.filter(_ -> !closed).ifPresent(failures::add);
  }

  /// Stops listening. Calling it again does nothing.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    followers.forEach(Follower::stop);
  }
}
