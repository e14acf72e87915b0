package io.coredeck.corex.screen;

import io.coredeck.corex.screen.cell.Row;
import io.coredeck.corex.screen.cell.RowMark;
import io.coredeck.corex.screen.cell.Styles;
import io.coredeck.corex.screen.picture.PictureText;
import io.coredeck.corex.screen.picture.Tile;

/// What changes rows but printing: line feeds, inserting, deleting, erasing, scrolling, pictures.
///
/// Source: ECMA-48 8.3, VT220 and VT420 manuals; where a cursor behind the last column stays, and
/// which rows cease to continue the one before, are those of xterm.js.
final class Edits {
  private final Screen screen;
  private final Styles styles;

  Edits(Screen screen, Styles styles) {
    this.screen = screen;
    this.styles = styles;
  }

  private int blank() {
    return screen.pen.eraseStyle();
  }

  private boolean origin() {
    return screen.modes.origin;
  }

  void lineFeed() {
    var page = screen.page;
    if (screen.modes.newLine) {
      page.x = 0;
    }
    var isLast = page.y + 1 >= page.height();
    if (!page.goDown(blank()) && !isLast) {
      page.row().setWrapped(false);
    }
    page.x = Math.min(page.x, page.columns - 1);
  }

  void index() {
    var page = screen.page;
    page.restrict(origin());
    page.goDown(blank());
    page.restrict(origin());
  }

  void nextLine() {
    screen.page.x = 0;
    index();
  }

  void reverseIndex() {
    var page = screen.page;
    page.restrict(origin());
    if (page.y == page.top) {
      page.shiftDown(page.top, page.bottom, 1, blank());
    } else {
      page.y--;
      page.restrict(origin());
    }
  }

  void backspace() {
    var page = screen.page;
    if (!screen.modes.reverseWraparound) {
      page.restrict(origin());
      page.x = Math.max(0, page.x - 1);
      return;
    }
    page.restrict(origin(), page.columns);
    if (page.x > 0) {
      page.x--;
    } else if (page.y > page.top && page.y <= page.bottom && page.row().isWrapped()) {
      page.row().setWrapped(false);
      page.y--;
      page.x = page.columns - 1;
      if (page.row().isEmpty(page.x) && !page.row().isTail(page.x)) {
        // The row ended early because a wide character did not fit.
        page.x--;
      }
    }
    page.restrict(origin());
  }

  void insertCharacters(int count) {
    var page = screen.page;
    page.restrict(origin());
    page.row().insert(page.x, count, blank());
  }

  void deleteCharacters(int count) {
    var page = screen.page;
    page.restrict(origin());
    page.row().delete(page.x, count, blank());
  }

  void eraseCharacters(int count) {
    var page = screen.page;
    page.restrict(origin());
    page.row().erase(page.x, page.x + Math.min(count, page.columns), blank());
  }

  /// Moves cells to the right in all rows of the region, if the cursor is in it.
  void insertInRegion(int column, int count) {
    var page = screen.page;
    if (page.y >= page.top && page.y <= page.bottom) {
      for (var y = page.top; y <= page.bottom; y++) {
        page.rows[y].insert(column, count, blank());
        page.rows[y].setWrapped(false);
      }
    }
  }

  /// Moves cells to the left in all rows of the region, if the cursor is in it.
  void deleteInRegion(int column, int count) {
    var page = screen.page;
    if (page.y >= page.top && page.y <= page.bottom) {
      for (var y = page.top; y <= page.bottom; y++) {
        page.rows[y].delete(column, count, blank());
        page.rows[y].setWrapped(false);
      }
    }
  }

  void insertLines(int count) {
    var page = screen.page;
    page.restrict(origin());
    if (page.y >= page.top && page.y <= page.bottom) {
      page.shiftDown(page.y, page.bottom, count, blank());
      page.x = 0;
    }
  }

  void deleteLines(int count) {
    var page = screen.page;
    page.restrict(origin());
    if (page.y >= page.top && page.y <= page.bottom) {
      page.shiftUp(page.y, page.bottom, count, blank());
      page.x = 0;
    }
  }

  void scrollUp(int count) {
    var page = screen.page;
    page.shiftUp(page.top, page.bottom, count, blank());
  }

  /// Moves the region down; unlike elsewhere the new rows have the default background.
  void scrollDown(int count) {
    var page = screen.page;
    page.shiftDown(page.top, page.bottom, count, Styles.DEFAULT);
  }

  void eraseInLine(int what, boolean selective) {
    var page = screen.page;
    page.restrict(origin(), page.columns);
    switch (what) {
      case 0 -> erase(page.row(), page.x, page.columns, page.x == 0, selective);
      case 1 -> erase(page.row(), 0, page.x + 1, false, selective);
      case 2 -> erase(page.row(), 0, page.columns, true, selective);
      default -> {}
    }
  }

  private void erase(Row row, int from, int to, boolean unwrap, boolean selective) {
    if (selective) {
      row.eraseUnprotected(from, to, blank(), styles);
    } else {
      row.erase(from, to, blank());
    }
    if (unwrap) {
      row.setWrapped(false);
    }
  }

  void eraseInDisplay(int what, boolean selective) {
    var page = screen.page;
    page.restrict(origin(), page.columns);
    switch (what) {
      case 0 -> {
        erase(page.row(), page.x, page.columns, page.x == 0, selective);
        eraseRows(page.y + 1, page.height(), selective);
      }
      case 1 -> {
        erase(page.row(), 0, page.x + 1, true, selective);
        if (page.x + 1 >= page.columns) {
          unwrapNext(page);
        }
        eraseRows(0, page.y, selective);
      }
      case 2 -> eraseRows(0, page.height(), selective);
      case 3 -> page.history.clear();
      default -> {}
    }
  }

  private void eraseRows(int from, int to, boolean selective) {
    for (var y = from; y < to; y++) {
      var row = screen.page.rows[y];
      if (selective) {
        row.eraseUnprotected(0, row.columns(), blank(), styles);
      } else {
        row.clear(blank());
      }
      row.setWrapped(false);
    }
  }

  /// The row after an erased one no longer continues it. xterm.js counts that row from the oldest
  /// one of the history, and so do we.
  private static void unwrapNext(Page page) {
    var next = page.y + 1;
    var history = page.history;
    if (next < history.size()) {
      history.setMark(next, RowMark.unwrapped(history.mark(next)));
    } else if (next - history.size() < page.height()) {
      page.rows[next - history.size()].setWrapped(false);
    } else if (page.isAlternate()) {
      page.rows[0].setWrapped(false);
    }
  }

  /// Fills the screen with E (DECALN). In origin mode xterm.js begins with the region, and goes on
  /// from the top if there is no history.
  void alignmentPattern() {
    var page = screen.page;
    var pen = screen.pen;
    page.moveTo(0, 0, origin());
    var style = styles.of(pen.fore(), pen.back(), 0, "");
    for (var y = page.isAlternate() ? 0 : page.y; y < page.height(); y++) {
      var row = page.rows[y];
      row.clear(style);
      for (var column = 0; column < row.columns(); column++) {
        row.put(column, 'E', style);
      }
      page.rows[y].setWrapped(false);
    }
    page.moveTo(0, 0, origin());
  }

  /// Draws a picture at the cursor, which goes to the picture's last row and stays in its column.
  void draw(PictureText text) {
    var page = screen.page;
    var cells = text.cells(page.columns, page.height());
    if (cells.isNone()) {
      return;
    }
    if (screen.pictures.isCrowded(text)) {
      screen.forgetUnseenPictures();
    }
    var from = page.x;
    var to = Math.min(page.columns, from + cells.columns());
    var number = screen.pictures.add(text, cells, page.columns, page.height());
    for (var row = 0; row < cells.rows(); row++) {
      if (row > 0) {
        lineFeed();
        page.x = from;
      }
      for (var x = from; x < to; x++) {
        page.row().putTile(x, Tile.of(number, row, x - from));
      }
    }
  }

  /// Sets back everything but what xterm.js leaves: title, colours, and whether the cursor is
  /// hidden (RIS).
  void reset() {
    screen.pen.reset();
    screen.modes.reset();
    screen.modes.resetMouse();
    screen.charsets.reset();
    screen.reset();
  }

  /// Sets back what a soft reset does (DECSTR), and lets go of pictures as the page does.
  void softReset() {
    var page = screen.page;
    screen.modes.cursorHidden = false;
    page.top = 0;
    page.bottom = page.height() - 1;
    screen.pen.reset();
    screen.modes.reset();
    screen.charsets.reset();
    page.savedX = 0;
    page.savedRow = page.history.size();
    page.savedFore = 0;
    page.savedBack = 0;
    page.savedCharset = screen.charsets.inUse();
    screen.pictures.clear();
  }
}
