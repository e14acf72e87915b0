package io.coredeck.corex.screen;

import io.coredeck.corex.screen.cell.History;
import io.coredeck.corex.screen.cell.Row;
import io.coredeck.corex.screen.cell.RowMark;
import io.coredeck.corex.screen.cell.Tiles;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A row while the screen gets another size. One of the history stays bytes until its cells are
/// asked for.
final class Line {
  private final @Nullable Screen printer;
  private final byte[] bytes;
  private final int from;
  private final int to;
  private final int mark;
  private @Nullable Row row;

  /// @param row a row of the screen
  Line(Row row) {
    this.row = row;
    printer = null;
    bytes = new byte[0];
    from = 0;
    to = 0;
    mark = 0;
  }

  /// @param printer prints the row if its cells are asked for
  Line(Screen printer, byte[] bytes, int from, int to, int mark) {
    this.printer = printer;
    this.bytes = bytes;
    this.from = from;
    this.to = to;
    this.mark = mark;
  }

  boolean isWrapped() {
    return row == null ? RowMark.isWrapped(mark) : row.isWrapped();
  }

  int contentEnd() {
    return row == null ? RowMark.end(mark) : row.contentEnd();
  }

  /// @return the row's cells, which may be changed
  Row row() {
    if (row == null && printer != null) {
      row = printer.printRow(bytes, from, Tiles.endOfText(bytes, to, mark));
      if (RowMark.hasTiles(mark)) {
        Tiles.draw(bytes, to, row);
      }
      row.setWrapped(RowMark.isWrapped(mark));
    }
    return Objects.requireNonNull(row, "a line has a row or a printer");
  }

  /// Makes sure that cells cut off by fewer columns do not come back.
  void cut(int columns) {
    if (row != null || RowMark.hasStyledEnd(mark) || RowMark.end(mark) > columns) {
      row().resize(columns);
    }
  }

  /// Puts the line into a page's history.
  void remember(Page page, History history) {
    if (row == null) {
      history.add(bytes, from, to - from, mark);
    } else {
      page.remember(row);
    }
  }
}
