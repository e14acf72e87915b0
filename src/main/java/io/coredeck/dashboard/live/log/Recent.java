package io.coredeck.dashboard.live.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The newest lines of one container, kept for all pages that follow it. Not for several threads.
///
/// Bounded by lines and by memory; what does not fit is left to Redis.
final class Recent {

  /// Most lines kept.
  static final int MOST_LINES = 8_192;

  /// What a line takes beside its characters, bytes.
  static final int LINE_COST = 80;

  /// Most bytes kept, where nobody else needs the memory.
  static final int MOST_BYTES = 2 << 20;

  private final @Nullable Line[] ring = new @Nullable Line[MOST_LINES];
  private int start;
  private int count;
  private long bytes;
  private int room = MOST_BYTES;
  private long before;
  private long last;
  private long lastMillis;

  /// Forgets everything and begins behind this line.
  ///
  /// @param number of the newest line there is, 0 for none
  /// @param millis when that was printed, 0 for none
  void beginAfter(long number, long millis) {
    while (count > 0) {
      dropOldest();
    }
    before = number;
    last = number;
    lastMillis = millis;
  }

  /// @param most bytes kept from now on; a line longer than that is kept alone
  void fit(int most) {
    room = most;
    while (count > 1 && bytes > room) {
      dropOldest();
    }
  }

  private static int cost(Line line) {
    return LINE_COST + line.size();
  }

  /// @param line with a higher number than all before
  void add(Line line) {
    while (count == MOST_LINES || (count > 0 && bytes + cost(line) > room)) {
      dropOldest();
    }
    ring[(start + count) % MOST_LINES] = line;
    count++;
    bytes += cost(line);
    last = line.number();
    lastMillis = line.millis();
  }

  private void dropOldest() {
    var gone = at(0);
    ring[start] = null;
    start = (start + 1) % MOST_LINES;
    count--;
    bytes -= cost(gone);
    before = gone.number();
  }

  private Line at(int index) {
    var line = ring[(start + index) % MOST_LINES];
    if (line == null) {
      throw new IllegalStateException("line " + index + " of " + count + " is not there");
    }
    return line;
  }

  /// @return number of the newest line, also if it is not kept here; 0 for none
  long last() {
    return last;
  }

  /// @return when that was printed
  long lastMillis() {
    return lastMillis;
  }

  /// @return lines up to this number are not kept here
  long before() {
    return before;
  }

  /// @param number not lower than {@link #before()}
  /// @return lines with higher numbers, as many as fit in one frame
  List<Line> after(long number) {
    var found = new ArrayList<Line>();
    var size = 0;
    for (int i = firstAfter(number); i < count && Frames.fits(found.size(), size); i++) {
      var line = at(i);
      found.add(line);
      size += line.size();
    }
    return found;
  }

  private int firstAfter(long number) {
    var low = 0;
    var high = count;
    while (low < high) {
      var middle = (low + high) >>> 1;
      if (at(middle).number() > number) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
