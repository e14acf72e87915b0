package io.coredeck.explorer.probe;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/// How often one person may have something tried elsewhere: {@value #MOST} times a minute. Safe for
/// many threads.
public final class ProbeLimit {

  /// Tries a minute.
  public static final int MOST = 20;

  private static final Duration WHILE = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 10_000;

  private final InstantSource clock;

  // Guarded by this; the oldest is forgotten first.
  private final Map<Long, Deque<Instant>> tries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Deque<Instant>> oldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  public ProbeLimit(InstantSource clock) {
    this.clock = clock;
  }

  /// @return whether there may be one more now; then it is counted
  public synchronized boolean take(long tid) {
    var now = clock.instant();
    var latest = tries.computeIfAbsent(tid, _ -> new ArrayDeque<>());
    while (!latest.isEmpty() && !latest.getFirst().isAfter(now.minus(WHILE))) {
      latest.removeFirst();
    }
    if (latest.size() >= MOST) {
      return false;
    }
    latest.addLast(now);
    return true;
  }
}
