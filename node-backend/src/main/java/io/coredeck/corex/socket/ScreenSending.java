package io.coredeck.corex.socket;

import io.coredeck.corex.wire.ServerMessage;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A screen on its way to a viewer, in pieces: it can be some MiB, with what scrolled away. Of a
/// viewer that takes nothing it is let go; such a viewer begins anew when it takes again. Safe for
/// use by several threads.
final class ScreenSending {

  /// Bytes of a screen sent at once.
  private static final int PIECE = 32_768;

  /// What is left of a screen may wait for ever if it is not more than this.
  static final int FREE = 65_536;

  private final Runnable sent;

  /// What became of a screen.
  enum Look {
    /// It is to be looked after again.
    AGAIN,
    /// It was let go.
    LOST,
    /// Nothing of it is left that counts.
    DONE
  }

  // Guarded by this.
  private byte @Nullable [] screen;
  private int taken;
  private int takenBefore;
  private long position;
  private int number;
  private boolean lost;
  private boolean misses;

  /// @param sent told when a screen is not held any more; must not block
  ScreenSending(Runnable sent) {
    this.sent = sent;
  }

  /// @param bytes which make it
  /// @param position number of the output after it
  /// @return its number, if it has to be looked after by calls of {@link #letGo}
  synchronized OptionalInt begin(byte[] bytes, long position) {
    number++;
    this.position = position;
    screen = bytes.length == 0 ? null : bytes;
    taken = 0;
    takenBefore = -1;
    if (screen == null) {
      sent.run();
    }
    return bytes.length > FREE ? OptionalInt.of(number) : OptionalInt.empty();
  }

  /// @return the next piece, if one is left
  synchronized Optional<ServerMessage.ScreenBytes> next() {
    var whole = screen;
    if (whole == null) {
      return Optional.empty();
    }
    var count = Math.min(PIECE, whole.length - taken);
    var piece = new ServerMessage.ScreenBytes(whole, taken, count);
    taken += count;
    if (taken == whole.length) {
      screen = null;
      sent.run();
    }
    return Optional.of(piece);
  }

  /// Lets a screen go if nothing of it was taken since the last call. Where little of it is left,
  /// only that is held from then on.
  ///
  /// @param looked the number of the screen
  synchronized Look letGo(int looked) {
    var whole = screen;
    if (whole == null || looked != number) {
      return Look.DONE;
    }
    if (whole.length - taken <= FREE) {
      screen = Arrays.copyOfRange(whole, taken, whole.length);
      taken = 0;
      sent.run();
      return Look.DONE;
    }
    if (taken != takenBefore) {
      takenBefore = taken;
      return Look.AGAIN;
    }
    screen = null;
    lost = true;
    sent.run();
    return Look.LOST;
  }

  /// @return true once for a screen that was let go: the viewer has to begin anew
  synchronized boolean isToBeginAnew() {
    var is = lost;
    lost = false;
    misses |= is;
    return is;
  }

  /// @param now number of the output after what the viewer is shown next
  /// @return how many bytes of output it misses because a screen was let go
  synchronized long missed(long now) {
    var missed = misses ? Math.max(0, now - position) : 0;
    misses = false;
    return missed;
  }
}
