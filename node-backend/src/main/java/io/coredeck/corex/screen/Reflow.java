package io.coredeck.corex.screen;

import io.coredeck.corex.screen.cell.Row;
import io.coredeck.corex.screen.cell.Styles;
import java.util.ArrayList;
import java.util.List;

/// Lays the lines of a buffer out for another number of columns: rows that continue each other
/// become as many as are needed now. The line with the cursor is left to its program, which prints
/// it anew.
///
/// Source: what xterm.js does, with its default that the cursor's line is not laid out.
final class Reflow {
  private final Page page;
  private final List<Line> lines;
  private final int columns;
  private final int height;

  /// How many rows are in front of the screen's first.
  private int base;

  /// How many of the lines are left when rows below the cursor have made room for others.
  private int length;

  /// @param lines all lines of the history and the screen, changed in place
  Reflow(Page page, List<Line> lines, int columns, int height) {
    this.page = page;
    this.lines = lines;
    this.columns = columns;
    this.height = height;
    base = lines.size() - height;
    length = lines.size();
  }

  void run() {
    if (columns > page.columns) {
      widen();
    } else {
      narrow();
    }
  }

  private boolean hasCursor(int from, int to) {
    var cursor = base + page.y;
    return cursor >= from && cursor < to;
  }

  /// @return where the rows end that continue a row
  private int endOfGroup(int from) {
    var to = from + 1;
    while (to < lines.size() && lines.get(to).isWrapped()) {
      to++;
    }
    return to;
  }

  private List<Row> rows(int from, int to) {
    var rows = new ArrayList<Row>();
    for (var line : lines.subList(from, to)) {
      rows.add(line.row());
    }
    return rows;
  }

  private void widen() {
    var kept = new ArrayList<Line>(lines.size());
    for (var from = 0; from < lines.size(); ) {
      var to = endOfGroup(from);
      var stays = to - from;
      if (stays > 1 && !hasCursor(from, to)) {
        var rows = rows(from, to);
        rows.forEach(row -> row.resize(columns));
        stays = join(rows);
      }
      kept.addAll(lines.subList(from, from + stays));
      from = to;
    }
    var removed = lines.size() - kept.size();
    lines.clear();
    lines.addAll(kept);
    page.savedRow = Math.max(page.savedRow - removed, 0);
    for (; removed > 0; removed--) {
      if (base > 0) {
        base--;
      } else {
        page.y = Math.max(0, page.y - 1);
        if (lines.size() < height) {
          lines.add(new Line(new Row(columns)));
        }
      }
    }
  }

  /// Moves cells of rows to the left and up until the rows are full.
  ///
  /// @return how many of the rows are needed now
  private int join(List<Row> rows) {
    var into = 0;
    var column = usedColumns(rows, 0);
    for (var source = 1; source < rows.size(); source++) {
      var used = usedColumns(rows, source);
      for (var from = 0; from < used; ) {
        var count = Math.min(used - from, columns - column);
        rows.get(into).copy(rows.get(source), from, column, count);
        column += count;
        from += count;
        if (column == columns) {
          into++;
          column = moveCutCharacter(rows, into);
        }
      }
    }
    rows.get(into).erase(column, columns, Styles.DEFAULT);
    var needed = into + 1;
    while (needed > 1 && rows.get(needed - 1).contentEnd() == 0) {
      needed--;
    }
    return needed;
  }

  /// A wide character that would begin in the last column goes to the next row.
  ///
  /// @return where the next row goes on
  private int moveCutCharacter(List<Row> rows, int into) {
    var full = rows.get(into - 1);
    if (!full.isWide(columns - 1)) {
      return 0;
    }
    rows.get(into).copy(full, columns - 1, 0, 1);
    full.put(columns - 1, 0, Styles.DEFAULT);
    return 1;
  }

  /// @return columns of a row that belong to its text: all but for the last row, and but for a
  ///   column left empty because a wide character did not fit
  private int usedColumns(List<Row> rows, int index) {
    var row = rows.get(index);
    if (index == rows.size() - 1) {
      return row.contentEnd();
    }
    var last = page.columns - 1;
    var leftEmpty = row.isEmpty(last) && !row.isTail(last) && !row.isWide(last);
    return leftEmpty && rows.get(index + 1).isWide(0) ? last : page.columns;
  }

  private void narrow() {
    var insertions = new ArrayList<Insertion>();
    var added = 0;
    for (var to = lines.size(); to > 0; ) {
      var from = to - 1;
      while (from > 0 && lines.get(from).isWrapped()) {
        from--;
      }
      var last = lines.get(to - 1);
      if ((last.isWrapped() || last.contentEnd() > columns) && !hasCursor(from, to)) {
        var more = split(rows(from, to));
        insertions.add(new Insertion(to, more));
        added += more.size();
        makeRoom(more.size(), added);
      }
      to = from;
    }
    insert(insertions);
  }

  /// Moves the first row of the screen down, or the cursor while nothing has scrolled away.
  private void makeRoom(int more, int added) {
    var most = page.history.mostRows() + height;
    var isFilled = base > 0 || page.y == length - 1;
    var lost = Math.max(0, (isFilled ? length : page.y) - most + more);
    for (var moved = more - lost; moved > 0; moved--) {
      if (base == 0 && page.y < height - 1) {
        page.y++;
        length--;
      } else if (base == 0 || base < Math.min(most, length + added) - height) {
        base++;
      }
    }
    page.savedRow = Math.min(page.savedRow + more, base + height - 1);
  }

  /// Moves cells of rows to the right and down until no row has more columns than there are.
  ///
  /// @return rows to be added after them
  private List<Row> split(List<Row> rows) {
    var lengths = newLengths(rows);
    var all = new ArrayList<Row>(rows);
    while (all.size() < lengths.size()) {
      var row = new Row(columns);
      row.setWrapped(true);
      all.add(row);
    }
    spread(all, rows.size() - 1, rows.getLast().contentEnd(), lengths);
    for (var index = 0; index < Math.min(all.size(), lengths.size()); index++) {
      if (lengths.get(index) < columns) {
        all.get(index).put(lengths.get(index), 0, Styles.DEFAULT);
      }
    }
    return all.subList(rows.size(), all.size());
  }

  private void spread(List<Row> all, int lastSource, int lastUsed, List<Integer> lengths) {
    var into = lengths.size() - 1;
    var end = into < 0 ? 0 : lengths.get(into);
    var left = lastUsed;
    for (var source = lastSource; source >= 0; source--) {
      // Like xterm.js after the rows below have changed, which decides about a column left empty.
      left = source == lastSource ? lastUsed : usedColumns(all, source);
      while (left > 0 && into >= 0) {
        var count = Math.min(left, end);
        all.get(into).copy(all.get(source), left - count, end - count, count);
        left -= count;
        end -= count;
        if (end == 0) {
          into--;
          end = into < 0 ? 0 : lengths.get(into);
        }
      }
    }
  }

  /// @return how many columns each row has now; one less than all if a wide character would be cut
  private List<Integer> newLengths(List<Row> rows) {
    var needed = 0;
    for (var index = 0; index < rows.size(); index++) {
      needed += usedColumns(rows, index);
    }
    var lengths = new ArrayList<Integer>();
    var source = 0;
    var column = 0;
    for (var done = 0; done < needed; done += lengths.getLast()) {
      if (needed - done < columns) {
        lengths.add(needed - done);
        break;
      }
      column += columns;
      var used = usedColumns(rows, source);
      if (column > used && source < rows.size() - 1) {
        column -= used;
        source++;
      }
      var cut = rows.get(source).isWide(column - 1);
      column -= cut ? 1 : 0;
      lengths.add(cut ? columns - 1 : columns);
    }
    return lengths;
  }

  /// @param at where the rows go, counted before any are added
  private record Insertion(int at, List<Row> rows) {}

  private void insert(List<Insertion> insertions) {
    lines.subList(length, lines.size()).clear();
    var result = new ArrayList<Line>(lines.size());
    var next = insertions.size() - 1;
    for (var at = 0; at <= lines.size() || next >= 0; at++) {
      while (next >= 0 && insertions.get(next).at() <= at) {
        insertions.get(next--).rows().forEach(row -> result.add(new Line(row)));
      }
      if (at < lines.size()) {
        result.add(lines.get(at));
      }
    }
    lines.clear();
    var most = page.history.mostRows() + height;
    lines.addAll(result.subList(Math.max(0, result.size() - most), result.size()));
  }
}
