package io.coredeck.corex.socket;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Counts what costs us work and brings nothing: pings, pongs, and the pieces a message comes in.
///
/// Used by one thread at a time.
final class Flood {

  /// Control frames in one {@link #SPAN}; browsers send none of their own.
  static final int CONTROL_FRAMES = 1000;

  static final Duration SPAN = Duration.ofSeconds(10);

  /// Frames of one message.
  static final int FRAGMENTS = 4096;

  private final LongSupplier nanoTime;
  private long spanBegan;
  private int controlFrames;
  private int fragments;

  Flood(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// @return whether that was one too many
  boolean controlFrame() {
    var now = nanoTime.getAsLong();
    if (controlFrames == 0 || now - spanBegan > SPAN.toNanos()) {
      spanBegan = now;
      controlFrames = 0;
    }
    controlFrames++;
    return controlFrames > CONTROL_FRAMES;
  }

  /// @param last whether the message is whole
  /// @return whether the message came in too many pieces
  boolean fragment(boolean last) {
    fragments++;
    var tooMany = fragments > FRAGMENTS;
    if (last) {
      fragments = 0;
    }
    return tooMany;
  }
}
