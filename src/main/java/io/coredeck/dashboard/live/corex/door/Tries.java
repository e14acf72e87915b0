package io.coredeck.dashboard.live.corex.door;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Slows people who try keys. CoreX counts what is wrong by address, and all who come through the
/// dashboard have its address: one who guesses must not use up what CoreX lets all of them do.
///
/// Safe for use by several threads.
public final class Tries {

  /// Wrong ones in a row that cost nothing; CoreX allows 20.
  static final int FREE = 5;

  /// How long each further one takes; CoreX forgets one in 5 seconds.
  static final Duration PAUSE = Duration.ofSeconds(15);

  /// Remembered; beyond, the one that was wrong the longest ago is forgotten.
  static final int MOST = 4096;

  private final LongSupplier nanoTime;

  /// When all that was wrong is paid for. Guarded by this.
  private final Map<String, Long> paid =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  public Tries() {
    this(System::nanoTime);
  }

  Tries(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// @param who tries, and where
  /// @return how long to wait before the next one; zero if it may be now
  public synchronized Duration pause(String who) {
    var until = paid.get(who);
    if (until == null) {
      return Duration.ZERO;
    }
    var over = until - nanoTime.getAsLong() - PAUSE.multipliedBy(FREE - 1L).toNanos();
    return over > 0 ? Duration.ofNanos(over) : Duration.ZERO;
  }

  /// One was wrong.
  public synchronized void wrong(String who) {
    var now = nanoTime.getAsLong();
    var until = paid.remove(who);
    var from = until == null || until - now < 0 ? now : until;
    paid.put(who, from + PAUSE.toNanos());
  }
}
