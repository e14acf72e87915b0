package io.coredeck.explorer.account;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows down who guesses passwords: after five wrong ones for a name from an address, each further
/// one costs a wait that doubles up to fifteen minutes. A right one clears it. Safe for many
/// threads.
final class SignInLimit {

  private static final int FREE = 5;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
  private static final int MOST_REMEMBERED = 10_000;

  private final InstantSource clock;

  // Guarded by this; the oldest is forgotten first.
  private final Map<String, Failures> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> oldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  private record Failures(int count, Instant until) {}

  SignInLimit(InstantSource clock) {
    this.clock = clock;
  }

  /// @param who name and address
  /// @return how long to wait before the next try; zero for not at all
  synchronized Duration waitOf(String who) {
    var failures = known.get(who);
    var now = clock.instant();
    return failures == null || !failures.until.isAfter(now)
        ? Duration.ZERO
        : Duration.between(now, failures.until);
  }

  /// Counts a try as a wrong one, before it is known whether it is, so that tries at the same time
  /// count each other. A right one is told of afterwards.
  ///
  /// @return how long to wait before the next try; zero if this one was counted and may be made
  synchronized Duration begin(String who) {
    var wait = waitOf(who);
    if (wait.isZero()) {
      count(who);
    }
    return wait;
  }

  private void count(String who) {
    var before = known.get(who);
    var count = before == null ? 1 : before.count + 1;
    known.put(who, new Failures(count, clock.instant().plus(waitAfter(count))));
  }

  synchronized void succeeded(String who) {
    known.remove(who);
  }

  private static Duration waitAfter(int count) {
    if (count < FREE) {
      return Duration.ZERO;
    }
    var doublings = Math.min(count - FREE, 16);
    var wait = FIRST_WAIT.multipliedBy(1L << doublings);
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
