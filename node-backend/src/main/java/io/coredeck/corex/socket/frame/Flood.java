package io.coredeck.corex.socket.frame;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Counts what costs us work and brings nothing: pings, pongs, and the pieces a message comes in.
///
/// Used by one thread at a time.
public final class Flood {

  /// Control frames in one {@link #SPAN}; browsers send none of their own.
  static final int CONTROL_FRAMES = 1000;

  /// In what time control frames are counted.
  static final Duration SPAN = Duration.ofSeconds(10);

  /// Frames of one message.
  static final int FRAGMENTS = 4096;

  /// What a client is told that sent too many control frames.
  public static final String TOO_MANY_PINGS =
      "at most %d pings in %d s".formatted(CONTROL_FRAMES, SPAN.toSeconds());

  /// What a client is told whose message has too many frames.
  public static final String TOO_MANY_FRAGMENTS =
      "a message has at most %d frames".formatted(FRAGMENTS);

  /// Bytes of one client that are taken before others have their turn.
  private static final int TURN = 65_536;

  /// What a frame costs us even without bytes, in bytes.
  private static final int FRAME_COST = 512;

  private final LongSupplier nanoTime;
  private long spanBegan;
  private int controlFrames;
  private int fragments;
  private int taken;

  /// @param nanoTime a clock that never goes back, as {@link System#nanoTime}
  public Flood(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// A control frame came.
  ///
  /// @return whether that was one too many
  public boolean controlFrame() {
    var now = nanoTime.getAsLong();
    if (controlFrames == 0 || now - spanBegan > SPAN.toNanos()) {
      spanBegan = now;
      controlFrames = 0;
    }
    controlFrames++;
    return controlFrames > CONTROL_FRAMES;
  }

  /// A frame was taken.
  ///
  /// @return whether others have their turn before the next one
  public boolean endsTurn(int bytes) {
    taken += FRAME_COST + bytes;
    var ends = taken > TURN;
    taken = ends ? 0 : taken;
    return ends;
  }

  /// A frame of a message came.
  ///
  /// @param last whether the message is whole
  /// @return whether the message came in too many pieces
  public boolean fragment(boolean last) {
    fragments++;
    var tooMany = fragments > FRAGMENTS;
    if (last) {
      fragments = 0;
    }
    return tooMany;
  }
}
