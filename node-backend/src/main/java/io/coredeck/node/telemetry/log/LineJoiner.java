package io.coredeck.node.telemetry.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.coredeck.node.telemetry.log.Position.Pending;
import java.util.Arrays;

/// Makes lines of one stream out of the pieces in which conmon writes them.
///
/// A line that has {@value #LONGEST} bytes without a newline among them goes out in pieces of that
/// size, as the original's reader of lines does.
final class LineJoiner {

  /// The longest line that goes out in one piece, bytes, its newline included.
  static final int LONGEST = 4096;

  private static final byte[] NOTHING = {};

  private byte[] begun = NOTHING;
  private int length;
  private long millis;
  private long count;

  /// Where finished lines go.
  @FunctionalInterface
  interface Sink {
    void line(byte[] buffer, int from, int length, long millis);
  }

  /// Takes the next text of the stream.
  ///
  /// @param buffer kept by the lines made of it; not to be changed afterwards
  /// @param end behind the text; if the line is whole, behind the newline
  /// @param whole whether the text ends with a newline
  /// @param at when conmon read it
  void feed(byte[] buffer, int start, int end, boolean whole, long at, Sink sink) {
    var from = start;
    while (from < end) {
      var rest = end - from;
      if (length == 0 && (rest >= LONGEST || whole)) {
        var piece = Math.min(rest, LONGEST);
        sink.line(buffer, from, piece, at);
        from += piece;
      } else {
        from += append(buffer, from, rest, at);
        if (length == LONGEST) {
          flush(sink);
        }
      }
    }
    if (whole) {
      flush(sink);
    }
  }

  private int append(byte[] buffer, int from, int rest, long at) {
    if (length == 0) {
      millis = at;
      count++;
    }
    var piece = Math.min(rest, LONGEST - length);
    if (begun.length < length + piece) {
      begun = Arrays.copyOf(begun, Math.min(LONGEST, Integer.highestOneBit(length + piece) * 2));
    }
    System.arraycopy(buffer, from, begun, length, piece);
    length += piece;
    return piece;
  }

  /// Gives out what has been begun, if anything.
  void flush(Sink sink) {
    if (length > 0) {
      sink.line(Arrays.copyOf(begun, length), 0, length, millis);
      length = 0;
    }
  }

  boolean isEmpty() {
    return length == 0;
  }

  /// @return which line is begun, another number for each; 0 for none
  long begun() {
    return length == 0 ? 0 : count;
  }

  /// @return a copy of the last bytes of what is begun
  byte[] tail(int most) {
    return Arrays.copyOfRange(begun, Math.max(0, length - most), length);
  }

  Pending pending() {
    return length == 0
        ? Pending.NONE
        : new Pending(new String(begun, 0, length, ISO_8859_1), millis);
  }

  void restore(Pending pending) {
    begun = pending.bytes().isEmpty() ? NOTHING : pending.bytes().getBytes(ISO_8859_1);
    length = begun.length;
    millis = pending.millis();
    count++;
  }
}
