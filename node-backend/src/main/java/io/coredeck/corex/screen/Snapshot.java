package io.coredeck.corex.screen;

import io.coredeck.corex.screen.cell.Charsets;
import io.coredeck.corex.screen.cell.Graphemes;
import io.coredeck.corex.screen.cell.Output;
import io.coredeck.corex.screen.cell.Row;
import io.coredeck.corex.screen.cell.RowWriter;
import io.coredeck.corex.screen.cell.Styles;
import io.coredeck.corex.screen.cell.Tiles;
import io.coredeck.corex.screen.copy.RowsWriter;
import io.coredeck.corex.screen.picture.Places;

/// Writes the bytes that make a fresh terminal show what a screen shows, and go on as it would.
///
/// History and rows are printed as a program would print them, from the oldest on, so that they
/// scroll away by themselves. Then come what is beside the text and, last, the character before the
/// cursor, if the next one could join it.
final class Snapshot {
  private static final String SLOTS = "()*+";
  private static final String[] LOCKS = {"", "\u000e", "\u001bn", "\u001bo"};

  private final Screen screen;
  private final int historyLines;
  private final byte[] unfinished;
  private int pictureBytes;
  private final Output out = new Output();
  private final RowWriter writer;

  /// @param historyLines how many of the newest rows of the history are written
  /// @param pictureBytes for all pictures: the one that comes in, then those of the buffer that is
  ///   seen, then others
  Snapshot(Screen screen, int historyLines, int pictureBytes) {
    this.screen = screen;
    this.historyLines = historyLines;
    unfinished = screen.unfinished(pictureBytes);
    this.pictureBytes = Math.max(0, pictureBytes - unfinished.length);
    writer = new RowWriter(screen.styles, new Graphemes(), out);
  }

  byte[] write() {
    var shown = places(screen.page);
    var below = screen.isAlternate() ? places(screen.main) : shown;
    out.put("\u001bc\u001b[20l");
    if (!screen.title().isEmpty()) {
      out.put("\u001b]2;").put(screen.title()).put(7);
    }
    screen.palette.write(out);
    if (!screen.isAlternate() && screen.alternate.hasSaved()) {
      out.put("\u001b[?47h");
      writeSaved(screen.alternate);
      out.put("\u001b[?47l\u001b[H");
    }
    writeRows(screen.main, below);
    writeSettings(screen.main);
    if (screen.isAlternate()) {
      // Where the cursor left the main buffer decides what becomes of its rows when the size
      // changes.
      var main = screen.main;
      out.control(main.y + 1, Math.min(main.x, main.columns - 1) + 1, 'H')
          .put("\u001b[?47h\u001b[H");
      writeRows(screen.alternate, shown);
      writeSettings(screen.alternate);
    }
    writeState();
    out.put(unfinished, 0, unfinished.length);
    return out.toByteArray();
  }

  private Places places(Page page) {
    var skipped = Math.max(0, page.history.size() - historyLines);
    var places = new Places(screen.pictures);
    if (!screen.pictures.isEmpty()) {
      page.forTiles(skipped, (row, column, tile) -> places.see(row - skipped, column, tile));
      places.end(page.history.size() - skipped + page.height(), pictureBytes);
      pictureBytes -= places.bytes();
    }
    return places;
  }

  private void writeRows(Page page, Places places) {
    out.reserve(page.history.bytes(historyLines) + places.bytes() + 2 * page.columns * page.height);
    var rows = new RowsWriter(page.columns, page.height(), screen.styles, places, out);
    var printer = Screen.ofOneRow(page.columns, screen.styles);
    page.history.forNewest(
        historyLines,
        (bytes, from, to, mark) -> {
          if (rows.needsCells()) {
            rows.write(new Line(printer, bytes, from, to, mark).row());
          } else {
            rows.write(bytes, from, Tiles.endOfText(bytes, to, mark), mark);
          }
        });
    for (var each : page.rows) {
      rows.write(each);
    }
  }

  /// Tabs, saved cursor and scroll region of a buffer that is shown.
  private void writeSettings(Page page) {
    if (!page.hasDefaultTabs()) {
      out.put("\u001b[3g");
      for (var column = page.tabs.nextSetBit(0);
          column >= 0 && column < page.columns;
          column = page.tabs.nextSetBit(column + 1)) {
        out.control(column + 1, 'G').put("\u001bH");
      }
    }
    if (page.hasSaved()) {
      writeSaved(page);
    }
    if (!page.isWholeHeight()) {
      out.control(page.top + 1, page.bottom + 1, 'r');
    }
  }

  private void writeSaved(Page page) {
    var y = Math.clamp(page.savedRow - page.history.size(), 0, page.height() - 1);
    out.control(y + 1, Math.min(page.savedX, page.columns - 1) + 1, 'H');
    var shape = (page.savedFore & Styles.UNDERLINE) == 0 ? 0 : 1 << Styles.SHAPE_SHIFT;
    writer.writePen(page.savedFore, page.savedBack, shape);
    writeCharset(0, page.savedCharset);
    out.put("\u001b7\u001b[m");
    writeCharset(0, Charsets.ASCII);
  }

  private void writeCharset(int slot, char set) {
    out.put("\u001b").put(SLOTS.charAt(slot)).put(set);
  }

  /// What goes for the whole terminal, and the cursor of the buffer that is shown.
  private void writeState() {
    var page = screen.page;
    var modes = screen.modes;
    flag(modes.origin, "\u001b[?6h");
    var isRestored = writeRestoredCharset(page);
    writeCursor(page);
    flag(modes.cursorHidden, "\u001b[?25l");
    flag(!modes.cursorHidden, "\u001b[?25h");
    flag(modes.applicationCursor, "\u001b[?1h");
    flag(modes.applicationKeypad, "\u001b=");
    flag(!modes.wraparound, "\u001b[?7l");
    flag(modes.reverseWraparound, "\u001b[?45h");
    flag(modes.focus, "\u001b[?1004h");
    flag(modes.paste, "\u001b[?2004h");
    flag(modes.newLine, "\u001b[20h");
    flag(modes.insert, "\u001b[4h");
    privateMode(modes.mouse);
    privateMode(modes.mouseForm);
    out.put(modes.blink ? "\u001b[?12h" : "\u001b[?12l");
    if (modes.cursorStyle != 0) {
      out.put("\u001b[").number(modes.cursorStyle).put(" q");
    }
    if (!isRestored) {
      writeCharsets();
    }
    writePen();
    flag(modes.synchronizedOutput, "\u001b[?2026h");
    writeJoinable(page);
  }

  private void flag(boolean on, String text) {
    if (on) {
      out.put(text);
    }
  }

  private void privateMode(int mode) {
    if (mode != 0) {
      out.put("\u001b[?").number(mode).put('h');
    }
  }

  private void writeCursor(Page page) {
    var row = page.row();
    if (page.x < page.columns) {
      writePlace(page, page.x);
      return;
    }
    // Only printing brings the cursor behind the last column.
    var column = row.isTail(page.columns - 1) ? page.columns - 2 : page.columns - 1;
    writePlace(page, column);
    if (row.isEmpty(column)) {
      out.put(' ');
      writeEmptied(page, row);
    } else {
      writer.writeAlone(row, column);
    }
  }

  /// Erases a row that has been printed to in its last column only, which leaves the cursor behind
  /// it.
  private void writeEmptied(Page page, Row row) {
    if (row.contentEnd(page.columns) == 0) {
      writer.writePen(0, screen.styles.back(row.style(0)) & Styles.COLOUR, 0);
      out.put("\u001b[1K\u001b[m");
    }
  }

  private void writePlace(Page page, int column) {
    var y = screen.modes.origin ? page.y - page.top : page.y;
    out.control(Math.max(0, y) + 1, column + 1, 'H');
  }

  /// Restoring a cursor brings its character set back, whatever is in the slots.
  ///
  /// @return whether this is how the set in use came into use
  private boolean writeRestoredCharset(Page page) {
    var charsets = screen.charsets;
    var isRestored =
        charsets.inUse() != charsets.set(charsets.slot()) && charsets.inUse() == page.savedCharset;
    if (isRestored) {
      writeCharsets();
      out.put("\u001b8");
    }
    return isRestored;
  }

  private void writeCharsets() {
    var charsets = screen.charsets;
    for (var slot = 0; slot < Charsets.SLOTS; slot++) {
      if (charsets.set(slot) != Charsets.ASCII) {
        writeCharset(slot, charsets.set(slot));
      }
    }
    out.put(LOCKS[charsets.slot()]);
  }

  private void writePen() {
    var pen = screen.pen;
    if (!pen.link().isEmpty()) {
      writer.writeLink(pen.link());
    }
    writer.writePen(pen.fore(), pen.back(), pen.line());
  }

  /// Prints the character before the cursor once more if the next one might join it.
  private void writeJoinable(Page page) {
    var state = screen.printer.joinState();
    var column = page.x - Graphemes.width(state);
    if (state == Graphemes.START || column < 0 || page.row().style(column) != screen.pen.style()) {
      return;
    }
    var text = page.row().cluster(column);
    if (text.isEmpty() || screen.charsets.translate(text.codePointAt(0)) != text.codePointAt(0)) {
      return;
    }
    writePlace(page, column);
    if (screen.modes.insert) {
      out.control(Graphemes.width(state), 'P');
    }
    out.put(text);
  }
}
