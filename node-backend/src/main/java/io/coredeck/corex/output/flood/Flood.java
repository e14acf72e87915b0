package io.coredeck.corex.output.flood;

import io.coredeck.corex.screen.Screen;

/// Puts off reading plain text that floods a screen: of text of which only the newest lines will
/// ever be seen, only these have to be read, and only when somebody wants to see them.
///
/// What is put off is kept as it was printed, up to a bound; what is older is let go of, which is
/// as if it had scrolled through the screen and out of the history. That is right as long as it is
/// nothing but ASCII and ends of lines, the screen does nothing with text but let it flow, and what
/// is kept fills the screen. Everything else is read at once. Not safe for use by several threads.
public final class Flood {

  /// Bytes put off at most.
  private static final int LIMIT = 1 << 20;

  /// Below this many bytes at once it is no flood.
  private static final int LEAST = 8192;

  /// So much is let go of at once, so that it is not done for each piece.
  private static final int STEP = LIMIT / 4;

  /// How far a place is looked for at which a line begins.
  private static final int LINE_LIMIT = 4096;

  private final Screen screen;

  /// A ring.
  private byte[] text = {};

  private int start;
  private int length;

  /// @param screen that the text makes
  public Flood(Screen screen) {
    this.screen = screen;
  }

  /// Reads output, or puts it off.
  public void write(byte[] bytes, int count) {
    if ((length > 0 || (count >= LEAST && screen.letsTextFlow()))
        && PlainText.isPlain(bytes, count)) {
      add(bytes, count);
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

  private void add(byte[] bytes, int count) {
    if (length + count > LIMIT) {
      letGo(length + count - LIMIT + STEP);
    }
    if (length + count > text.length) {
      grow(Math.clamp(2L * text.length, length + count, LIMIT));
    }
    var at = place(length);
    var piece = Math.min(count, text.length - at);
    System.arraycopy(bytes, 0, text, at, piece);
    System.arraycopy(bytes, piece, text, 0, count - piece);
    length += count;
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
  }

  /// Forgets the oldest bytes, or reads them if the rest might not fill the screen.
  private void letGo(int least) {
    var count = Math.min(least, length);
    if (!fillsScreen(count)) {
      readOldest(count);
      return;
    }
    var begin = beginOfLine(count);
    if (begin > 0) {
      screen.startOver(0);
      drop(begin);
    } else {
      var piece = Math.min(count, text.length - start);
      var columns = screen.columns();
      var column =
          PlainText.columnAfter(text, start, start + piece, columns, screen.cursorColumn());
      screen.startOver(PlainText.columnAfter(text, 0, count - piece, columns, column));
      drop(count);
    }
  }

  /// @param from what comes before is not counted
  /// @return whether what is put off pushes everything that was there before out of the screen
  private boolean fillsScreen(int from) {
    var lines = 0;
    for (var at = length - 1; at >= from; at--) {
      if (text[place(at)] == '\n' && ++lines > screen.rows()) {
        return true;
      }
    }
    return false;
  }

  /// @return where a line begins at the first column, not far from a place; 0 if there is none
  private int beginOfLine(int from) {
    for (var at = Math.max(2, from); at < Math.min(length, from + LINE_LIMIT); at++) {
      if (text[place(at - 1)] == '\n' && text[place(at - 2)] == '\r') {
        return at;
      }
    }
    return 0;
  }
}
