package io.coredeck.corex.access;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// Counts wrong credentials by address, so that nobody can try many.
///
/// An address has {@link #FREE} wrong ones, and gets one more every {@link #PAUSE}. While it has
/// none left, what it shows is not even looked at. Safe for use by several threads.
final class Guesses {

  /// Wrong credentials in a row that cost nothing.
  static final int FREE = 20;

  static final Duration PAUSE = Duration.ofSeconds(5);

  /// Addresses remembered; beyond, the one that was wrong the longest ago is forgotten.
  static final int ADDRESSES = 4096;

  private final LongSupplier nanoTime;

  /// When all that an address did wrong is paid for. Guarded by this.
  private final Map<String, Long> paid =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > ADDRESSES;
        }
      };

  Guesses(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// @return how long the address has to wait before it may try; zero if it may now
  synchronized Duration pause(String address) {
    var until = paid.get(address);
    if (until == null) {
      return Duration.ZERO;
    }
    var owed = until - nanoTime.getAsLong();
    if (owed <= 0) {
      paid.remove(address);
      return Duration.ZERO;
    }
    var over = owed - PAUSE.multipliedBy(FREE - 1L).toNanos();
    return over > 0 ? Duration.ofNanos(over) : Duration.ZERO;
  }

  synchronized void wrong(String address) {
    var now = nanoTime.getAsLong();
    var until = paid.remove(address);
    var from = until == null || until - now < 0 ? now : until;
    paid.put(address, from + PAUSE.toNanos());
  }

  synchronized int size() {
    return paid.size();
  }
}
