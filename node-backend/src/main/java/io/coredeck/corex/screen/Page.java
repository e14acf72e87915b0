package io.coredeck.corex.screen;

import io.coredeck.corex.screen.cell.Charsets;
import io.coredeck.corex.screen.cell.History;
import io.coredeck.corex.screen.cell.Output;
import io.coredeck.corex.screen.cell.Pen;
import io.coredeck.corex.screen.cell.Row;
import io.coredeck.corex.screen.cell.RowMark;
import io.coredeck.corex.screen.cell.RowWriter;
import io.coredeck.corex.screen.cell.Styles;
import io.coredeck.corex.screen.cell.Tiles;
import java.util.BitSet;
import java.util.stream.IntStream;

/// One of the two buffers of a terminal: its rows, cursor, scroll region, tabs and saved cursor.
///
/// Rows and columns count from 0. A column equal to the number of columns is a cursor that has
/// printed the last one and wraps with the next character. The saved cursor's row counts from the
/// oldest row of the history, as xterm.js does it, so it goes up with the text.
final class Page {
  private static final int TAB_WIDTH = 8;

  /// A cell has a character and a style.
  private static final int CELL_BYTES = 8;

  final History history;
  private final RowWriter writer;
  private final Output written;
  private final Styles styles;

  /// From the top; none while the alternate buffer is not shown.
  Row[] rows;

  int columns;
  int height;
  int x;
  int y;
  int top;
  int bottom;
  final BitSet tabs = new BitSet();
  int savedX;
  int savedRow;
  int savedFore;
  int savedBack;
  char savedCharset = Charsets.ASCII;

  /// @param writer writes rows that scroll away into an output
  /// @param written that output
  Page(int columns, int height, History history, Styles styles, RowWriter writer, Output written) {
    this.columns = columns;
    this.height = height;
    this.history = history;
    this.styles = styles;
    this.writer = writer;
    this.written = written;
    rows = new Row[0];
    bottom = height - 1;
    setDefaultTabs();
  }

  /// Makes the rows, if there are none.
  void open(int style) {
    if (rows.length == 0) {
      rows = new Row[height];
      for (var row = 0; row < height; row++) {
        rows[row] = new Row(columns);
        rows[row].clear(style);
      }
    }
  }

  int height() {
    return height;
  }

  Row row() {
    return rows[y];
  }

  /// @return whether this is the buffer without a history
  boolean isAlternate() {
    return history.mostRows() == 0;
  }

  boolean isWholeHeight() {
    return top == 0 && bottom == height - 1;
  }

  /// Frees everything but the saved cursor and puts the cursor to the first cell.
  void close() {
    history.clear();
    rows = new Row[0];
    x = 0;
    y = 0;
    top = 0;
    bottom = height - 1;
    setDefaultTabs();
  }

  /// @return about how many bytes of memory this takes
  int memory() {
    var bytes = history.memory() + height * columns * CELL_BYTES;
    for (var row : rows) {
      bytes += row.hasTiles() ? columns * Long.BYTES : 0;
    }
    return bytes;
  }

  /// Does something with parts of pictures, at least one of each picture in each row from one on;
  /// rows count from the oldest of the history.
  void forTiles(int from, History.TileReader reader) {
    history.forTiles(from, reader);
    for (var at = 0; at < rows.length; at++) {
      for (var column = 0; rows[at].hasTiles() && column < columns; column++) {
        if (rows[at].tile(column) != 0) {
          reader.read(history.size() + at, column, rows[at].tile(column));
        }
      }
    }
  }

  /// Keeps what is restored with the cursor (DECSC).
  void save(Pen pen, Charsets charsets) {
    savedX = x;
    savedRow = history.size() + y;
    savedFore = pen.fore();
    savedBack = pen.back();
    savedCharset = charsets.inUse();
  }

  /// Brings back what was kept with the cursor (DECRC).
  void restore(Pen pen, Charsets charsets, boolean origin) {
    x = savedX;
    y = Math.max(savedRow - history.size(), 0);
    pen.set(savedFore, savedBack);
    charsets.use(savedCharset);
    restrict(origin);
  }

  void forgetSaved() {
    savedX = 0;
    savedRow = 0;
    savedFore = 0;
    savedBack = 0;
    savedCharset = Charsets.ASCII;
  }

  boolean hasSaved() {
    return savedX != 0
        || savedRow - history.size() > 0
        || savedFore != 0
        || savedBack != 0
        || savedCharset != Charsets.ASCII;
  }

  /// Moves the region up by one row; the first row of the screen goes into the history.
  void scroll(int eraseStyle, boolean wrapped) {
    var row = rows[top];
    if (top == 0) {
      remember(row);
    }
    System.arraycopy(rows, top + 1, rows, top, bottom - top);
    rows[bottom] = row;
    blank(row, eraseStyle);
    row.setWrapped(wrapped);
  }

  /// Puts a row into the history.
  void remember(Row row) {
    if (history.mostRows() > 0) {
      written.clear();
      writer.write(row, row.columns());
      if (row.hasTiles()) {
        Tiles.write(row, written);
      }
      history.add(written.array(), 0, written.length(), RowMark.of(row, row.columns(), styles));
    }
  }

  /// Moves rows up within a range; nothing goes into the history.
  void shiftUp(int from, int to, int count, int eraseStyle) {
    for (var moved = Math.min(count, to - from + 1); moved > 0; moved--) {
      var row = rows[from];
      System.arraycopy(rows, from + 1, rows, from, to - from);
      rows[to] = row;
      blank(row, eraseStyle);
    }
  }

  /// Moves rows down within a range.
  void shiftDown(int from, int to, int count, int eraseStyle) {
    for (var moved = Math.min(count, to - from + 1); moved > 0; moved--) {
      var row = rows[to];
      System.arraycopy(rows, from, rows, from + 1, to - from);
      rows[from] = row;
      blank(row, eraseStyle);
    }
  }

  /// Empties a row; one from before the alternate buffer became narrower is cut.
  private void blank(Row row, int style) {
    row.resize(columns);
    row.clear(style);
    row.setWrapped(false);
  }

  /// Puts the cursor into the screen, and into the region if origin mode says so.
  ///
  /// @param lastColumn the last that is allowed
  void restrict(boolean origin, int lastColumn) {
    x = Math.clamp(x, 0, lastColumn);
    y = origin ? Math.min(bottom, Math.max(top, y)) : Math.clamp(y, 0, height - 1);
  }

  void restrict(boolean origin) {
    restrict(origin, columns - 1);
  }

  /// Puts the cursor to a place, counted from the region's first row in origin mode.
  void moveTo(int column, int row, boolean origin) {
    x = column;
    y = origin ? added(top, row) : row;
    restrict(origin);
  }

  /// Moves the cursor; in origin mode, as xterm.js has it, from the first row of the region on.
  void moveBy(int right, int down, boolean origin) {
    restrict(origin);
    moveTo(added(x, right), added(y, down), origin);
  }

  private static int added(int value, int more) {
    return Math.clamp((long) value + more, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  void moveUp(int count, boolean origin) {
    moveBy(0, -(y >= top ? Math.min(y - top, count) : count), origin);
  }

  void moveDown(int count, boolean origin) {
    moveBy(0, y <= bottom ? Math.min(bottom - y, count) : count, origin);
  }

  /// Goes to the next row as a line feed does; on the region's last one the region moves up.
  ///
  /// @return whether it moved up
  boolean goDown(int eraseStyle) {
    y++;
    if (y == bottom + 1) {
      y--;
      scroll(eraseStyle, false);
      return true;
    }
    y = Math.min(y, height - 1);
    return false;
  }

  private void setDefaultTabs() {
    tabs.clear();
    addTabs(0);
  }

  private void addTabs(int from) {
    for (var column = from; column < columns; column += TAB_WIDTH) {
      tabs.set(column);
    }
  }

  /// Sets tabs in columns that were added.
  void extendTabs() {
    addTabs(tabs.get(columns) ? columns : Math.max(0, tabs.previousSetBit(columns - 1)));
  }

  /// Removes the tab at the cursor (0) or all tabs (3).
  void clearTabs(int which) {
    if (which == 0) {
      tabs.clear(x);
    } else if (which == 3) {
      tabs.clear();
    }
  }

  boolean hasDefaultTabs() {
    return IntStream.range(0, columns).allMatch(x -> tabs.get(x) == (x % TAB_WIDTH == 0));
  }

  void nextTab(int count) {
    for (var left = count; left > 0 && x < columns - 1; left--) {
      var next = tabs.nextSetBit(x + 1);
      x = next < 0 ? columns - 1 : Math.min(next, columns - 1);
    }
  }

  void previousTab(int count) {
    for (var left = count; left > 0 && x > 0; left--) {
      x = Math.max(0, tabs.previousSetBit(x - 1));
    }
  }
}
