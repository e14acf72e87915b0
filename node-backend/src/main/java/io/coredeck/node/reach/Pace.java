package io.coredeck.node.reach;

import java.time.Duration;

/// Whether something comes fast enough to be waited for: a server that drips keeps a place of this
/// node for nothing.
///
/// Safe for several threads.
public final class Pace {

  /// What must come on average, bytes a second.
  public static final long LEAST_PER_SECOND = 16 << 10;

  /// For how long it need not.
  public static final Duration GRACE = Duration.ofSeconds(30);

  private final long began;
  private long bytes;

  /// Begins now.
  public Pace() {
    this(System.nanoTime());
  }

  Pace(long began) {
    this.began = began;
  }

  /// @param count bytes that have come
  /// @throws WebException if so far too few have
  public void came(long count) throws WebException {
    came(count, System.nanoTime());
  }

  synchronized void came(long count, long now) throws WebException {
    bytes += count;
    var seconds = Duration.ofNanos(now - began).minus(GRACE).toMillis() / 1000.0;
    if (bytes < seconds * LEAST_PER_SECOND) {
      throw new WebException(
          "it comes too slowly: %d bytes in %d seconds; at least %d KiB a second are waited for"
              .formatted(bytes, Duration.ofNanos(now - began).toSeconds(), LEAST_PER_SECOND >> 10));
    }
  }
}
