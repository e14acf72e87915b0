package io.coredeck.cli.setup;

import io.coredeck.cli.screen.Style;
import io.coredeck.cli.screen.Style.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rows of text in columns as wide as their widest cell.
public final class Table {
  private static final String GAP = "  ";
  private static final char ONLY_WIDE = '+';

  /// Columns whose words have colours.
  private static final Set<String> STATES = Set.of("STATE", "RESULT");

  private final List<String> heads;
  private final List<List<String>> rows = new ArrayList<>();

  /// @param heads one for each column; those that begin with `+` are shown with `-o wide` only
  public Table(String... heads) {
    this.heads = List.of(heads);
  }

  /// @param cells one for each column
  public void add(String... cells) {
    if (cells.length != heads.size()) {
      throw new IllegalArgumentException(
          "row has %d cells; it must have %d".formatted(cells.length, heads.size()));
    }
    rows.add(Stream.of(cells).map(Words::plain).toList());
  }

  /// @return lines without a line end after the last
  public String print(boolean isWide, Style style) {
    var columns =
        IntStream.range(0, heads.size())
            .filter(i -> isWide || heads.get(i).charAt(0) != ONLY_WIDE)
            .toArray();
    var widths = IntStream.of(columns).map(this::width).toArray();
    var lines = new ArrayList<String>();
    lines.add(style.paint(Look.BOLD, line(titles(), columns, widths, Style.PLAIN)));
    rows.forEach(row -> lines.add(line(row, columns, widths, style)));
    return String.join("\n", lines);
  }

  private List<String> titles() {
    return heads.stream().map(Table::title).toList();
  }

  private static String title(String head) {
    return head.charAt(0) == ONLY_WIDE ? head.substring(1) : head;
  }

  private int width(int column) {
    return Math.max(
        title(heads.get(column)).length(),
        rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
  }

  private String line(List<String> row, int[] columns, int[] widths, Style style) {
    var line = new StringBuilder();
    for (var i = 0; i < columns.length; i++) {
      var cell = row.get(columns[i]);
      line.append(STATES.contains(title(heads.get(columns[i]))) ? style.state(cell) : cell)
          .repeat(" ", widths[i] - cell.length())
          .append(GAP);
    }
    return line.toString().stripTrailing();
  }
}
