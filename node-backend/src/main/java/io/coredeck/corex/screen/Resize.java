package io.coredeck.corex.screen;

import io.coredeck.corex.screen.cell.Output;
import io.coredeck.corex.screen.cell.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Gives a screen another size.
///
/// Higher: lines come back from the history if the cursor is in the last row, else empty ones are
/// added. Lower: rows below the cursor go, then the first ones go to the history. Wider or
/// narrower: the lines of the main buffer are laid out anew, {@link Reflow}; rows of the alternate
/// one keep what is cut off for the case that it becomes wider again.
///
/// Source: what xterm.js does, in the same order.
final class Resize {
  private final Screen screen;
  private final int columns;
  private final int height;

  Resize(Screen screen, int columns, int height) {
    this.screen = screen;
    this.columns = columns;
    this.height = height;
  }

  void run() {
    resizeMain(screen.main);
    resizeAlternate(screen.alternate);
    for (var page : List.of(screen.main, screen.alternate)) {
      page.columns = columns;
      page.height = height;
      page.bottom = height - 1;
      page.extendTabs();
    }
  }

  private void resizeMain(Page page) {
    List<Line> lines = columns == page.columns ? new ArrayList<>() : historyLines(page);
    var rows = new ArrayList<Row>(Arrays.asList(page.rows));
    var reflows = columns != page.columns;
    if (reflows) {
      page.history.clear();
    }
    var added = 0;
    var base = reflows ? lines.size() : page.history.size();
    for (var more = height - page.height; more > 0; more--) {
      if (base > 0 && rows.size() <= page.y + added + 1) {
        rows.addFirst(reflows ? lines.removeLast().row() : newestOfHistory(page));
        base--;
        added++;
      } else {
        rows.add(new Row(page.columns));
      }
    }
    for (var less = page.height - height; less > 0; less--) {
      if (rows.size() > page.y + 1) {
        rows.removeLast();
      } else if (reflows) {
        lines.add(new Line(rows.removeFirst()));
      } else {
        moveToHistory(page, rows.removeFirst());
      }
    }
    placeCursor(page, added);
    if (reflows) {
      rows.forEach(row -> lines.add(new Line(row)));
      layOut(page, lines);
    } else {
      page.rows = rows.toArray(Row[]::new);
    }
  }

  /// A full history loses its oldest row then, and the saved cursor counts from the next one.
  private static void moveToHistory(Page page, Row row) {
    var before = page.history.size();
    page.remember(row);
    var lost = before + 1 - page.history.size();
    page.savedRow = Math.max(0, page.savedRow - lost);
  }

  private void placeCursor(Page page, int added) {
    page.x = Math.min(page.x, columns - 1);
    page.y = Math.min(page.y, height - 1) + added;
    page.savedX = Math.min(page.savedX, columns - 1);
    page.top = 0;
  }

  private Row newestOfHistory(Page page) {
    var bytes = new Output();
    var mark = page.history.takeNewest(bytes);
    var printer = Screen.ofOneRow(page.columns, screen.styles);
    return new Line(printer, bytes.array(), 0, bytes.length(), mark).row();
  }

  private List<Line> historyLines(Page page) {
    var printer = Screen.ofOneRow(page.columns, screen.styles);
    var lines = new ArrayList<Line>(page.history.size() + page.height);
    page.history.forEach(
        (bytes, from, to, mark) -> lines.add(new Line(printer, bytes, from, to, mark)));
    return lines;
  }

  private void layOut(Page page, List<Line> lines) {
    var most = page.history.mostRows();
    while (lines.size() > most + height) {
      lines.removeFirst();
      page.savedRow = Math.max(0, page.savedRow - 1);
    }
    new Reflow(page, lines, columns, height).run();
    var base = lines.size() - height;
    for (var line : lines.subList(0, base)) {
      line.cut(columns);
      line.remember(page, page.history);
    }
    page.rows = new Row[height];
    for (var y = 0; y < height; y++) {
      page.rows[y] = lines.get(base + y).row();
      page.rows[y].resize(columns);
    }
  }

  private void resizeAlternate(Page page) {
    if (page.rows.length == 0) {
      return;
    }
    var rows = new ArrayList<Row>(Arrays.asList(page.rows));
    for (var more = height - page.height; more > 0; more--) {
      rows.add(new Row(columns));
    }
    for (var less = page.height - height; less > 0; less--) {
      if (rows.size() > page.y + 1) {
        rows.removeLast();
      } else {
        rows.removeFirst();
        page.savedRow = Math.max(0, page.savedRow - 1);
      }
    }
    placeCursor(page, 0);
    if (columns > page.columns) {
      rows.forEach(row -> row.resize(columns));
    }
    page.rows = rows.toArray(Row[]::new);
  }
}
