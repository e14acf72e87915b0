package io.coredeck.corex.output.flood;

import io.coredeck.corex.screen.Screen;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Puts off reading plain text that floods a screen: of text of which only the newest lines will
/// ever be seen, only these have to be read, and only when somebody wants to see them.
///
/// What is put off is kept as it was printed, up to a bound; what is older is let go of, which is
/// as if it had scrolled through the screen and out of the history. That is right as long as it is
/// nothing but ASCII and ends of lines, the screen does nothing with text but let it flow, and what
/// is kept fills screen and history. Everything else is read. Not safe for use by several threads.
public final class Flood {

  /// Bytes put off at most: twice what fills screen and history, but within these.
  private static final int LEAST_LIMIT = 1 << 20;

  private static final int MOST_LIMIT = 4 << 20;

  /// Below this many bytes at once it is no flood.
  private static final int LEAST = 8192;

  /// Of the most, so much at least is let go of or read at once: not for each piece.
  private static final int STEP_SHARE = 4;

  /// Bytes up to which pieces are joined.
  private static final int PIECE = 1 << 16;

  /// How far a place is looked for at which a line begins.
  private static final int LINE_LIMIT = 4096;

  private final Screen screen;
  private final int historyRows;
  private final int historyBytes;

  /// For the size of the screen while something is put off.
  private int limit = LEAST_LIMIT;

  /// A ring.
  private byte[] text = {};

  private int start;
  private int length;

  /// What is put off, piece by piece.
  private final Deque<PlainText> pieces = new ArrayDeque<>();

  /// @param screen that the text makes, read by nobody else
  /// @param historyRows it keeps
  /// @param historyBytes they may have
  public Flood(Screen screen, int historyRows, int historyBytes) {
    this.screen = screen;
    this.historyRows = historyRows;
    this.historyBytes = historyBytes;
  }

  /// Reads output, or puts it off.
  public void write(byte[] bytes, int count) {
    var plain =
        length > 0 || (count >= LEAST && screen.letsTextFlow())
            ? PlainText.of(bytes, count, screen.columns())
            : Optional.<PlainText>empty();
    if (plain.isPresent()) {
      add(bytes, plain.get());
    } else {
      read();
      screen.write(bytes, 0, count);
    }
  }

  /// Reads what was put off.
  public void read() {
    if (length > 0) {
      readOldest(length);
      text = new byte[0];
      start = 0;
    }
  }

  /// @return bytes of memory taken
  public int size() {
    return text.length;
  }

  private void add(byte[] bytes, PlainText plain) {
    var count = plain.length();
    if (length == 0) {
      limit = Math.clamp(2 * enough(), LEAST_LIMIT, MOST_LIMIT);
    }
    if (length + count > limit) {
      letGo(Math.min(length, length + count - limit + limit / STEP_SHARE));
    }
    if (length + count > text.length) {
      grow(Math.clamp(2L * text.length, length + count, limit));
    }
    var at = place(length);
    var piece = Math.min(count, text.length - at);
    System.arraycopy(bytes, 0, text, at, piece);
    System.arraycopy(bytes, piece, text, 0, count - piece);
    length += count;
    var last = pieces.peekLast();
    if (last != null && last.length() + count <= PIECE) {
      pieces.removeLast();
      pieces.addLast(last.and(plain));
    } else {
      pieces.addLast(plain);
    }
  }

  /// @return bytes that fill screen and history, if they are full lines or more
  private long enough() {
    var rows = (long) historyRows + screen.rows();
    return Math.min(
        rows * (screen.columns() + 2), historyBytes + (long) screen.rows() * screen.columns());
  }

  private void grow(int size) {
    var larger = new byte[size];
    var piece = Math.min(length, text.length - start);
    System.arraycopy(text, start, larger, 0, piece);
    System.arraycopy(text, 0, larger, piece, length - piece);
    text = larger;
    start = 0;
  }

  private int place(int offset) {
    var at = start + offset;
    return at >= text.length ? at - text.length : at;
  }

  private void readOldest(int count) {
    var piece = Math.min(count, text.length - start);
    screen.write(text, start, start + piece);
    screen.write(text, 0, count - piece);
    drop(count);
  }

  private void drop(int count) {
    start = place(count);
    length -= count;
    var left = count;
    while (left > 0) {
      var first = pieces.removeFirst();
      if (first.length() > left) {
        pieces.addFirst(PlainText.unknown(first.length() - left));
      }
      left -= Math.min(left, first.length());
    }
  }

  /// Forgets the oldest bytes, or reads them if the rest might not fill screen and history.
  ///
  /// @param least at least so many
  private void letGo(int least) {
    var filling = beginOfFilling();
    var begin = beginOfLine(filling);
    if (Math.max(begin, filling) < least) {
      readOldest(least);
    } else if (begin >= least) {
      screen.startOver(0);
      drop(begin);
    } else {
      var piece = Math.min(filling, text.length - start);
      var columns = screen.columns();
      var column =
          PlainText.columnAfter(text, start, start + piece, columns, screen.cursorColumn());
      screen.startOver(PlainText.columnAfter(text, 0, filling - piece, columns, column));
      drop(filling);
    }
  }

  /// Looks for the newest text that pushes everything that was there before out of screen and
  /// history, by its rows or by its bytes.
  ///
  /// @return where it begins; 0 if there is none
  private int beginOfFilling() {
    var rows = 0L;
    var bytes = 0L;
    var at = length;
    for (var newest = pieces.descendingIterator(); newest.hasNext(); ) {
      var piece = newest.next();
      at -= piece.length();
      rows += piece.rows();
      bytes += piece.characters();
      if (rows > (long) historyRows + screen.rows()
          || bytes > historyBytes + (long) screen.rows() * screen.columns()) {
        return at;
      }
    }
    return 0;
  }

  /// @return where a line begins at the first column, before a place and not far from it; 0 if
  ///   there is none
  private int beginOfLine(int before) {
    for (var at = before; at >= Math.max(2, before - LINE_LIMIT); at--) {
      if (text[place(at - 1)] == '\n' && text[place(at - 2)] == '\r') {
        return at;
      }
    }
    return 0;
  }
}
