package io.coredeck.dashboard.widget.list;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.LitRenderer;
import io.coredeck.dashboard.widget.PageWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The columns of a grid: beside each other as far as there is room, or one below the other in a
/// single one on a phone and wherever those that matter do not fit.
///
/// @param <R> rows
public final class Columns<R> {

  private static final String STATE = "state";
  private static final String NAME = "name";

  /// Between a column's key and what its cell calls a value; letters only, as functions want it.
  private static final String OF = "Of";

  private static final int SCROLL_BAR_PX = 16;
  private static final int STACKED = -1;

  private final List<Column<R>> columns;
  private final List<Grid.Column<R>> beside = new ArrayList<>();
  private final Grid.Column<R> stack;
  private boolean isStacked;

  /// Which columns are there: the turn in which others gave way; empty before anybody looks.
  private Optional<Integer> seen = Optional.empty();

  private Columns(Grid<R> grid, List<Column<R>> columns) {
    this.columns = List.copyOf(columns);
    for (var column : columns) {
      beside.add(
          grid.addColumn(column.cell().renderer())
              .setHeader(column.header())
              .setKey(column.key())
              .setWidth(column.width() + "px")
              .setFlexGrow(column.grow())
              .setTextAlign(column.isNumber() ? ColumnTextAlign.END : ColumnTextAlign.START));
    }
    stack = grid.addColumn(stacked(columns)).setFlexGrow(1).setWidth("100px");
    stack.setVisible(false);
  }

  /// Adds them to a grid, and follows how wide the page is.
  public static <R> Columns<R> of(Grid<R> grid, List<Column<R>> columns) {
    return of(grid, columns, _ -> {});
  }

  /// @param told whether they are below each other now, when the grid is attached and when other
  ///   columns are there
  static <R> Columns<R> of(Grid<R> grid, List<Column<R>> columns, Consumer<Boolean> told) {
    var all = new Columns<>(grid, columns);
    PageWidth.follow(
        grid,
        width -> {
          var before = all.seen;
          all.fit(grid, width);
          if (!all.seen.equals(before)) {
            told.accept(all.isStacked());
          }
        });
    grid.addDetachListener(_ -> all.seen = Optional.empty());
    return all;
  }

  /// @return what the grid has beside them, px
  private static <R> int widthOfOthers(Grid<R> grid, Columns<R> all) {
    return grid.getColumns().stream()
        .filter(column -> !all.beside.contains(column) && !column.equals(all.stack))
        .map(Grid.Column::getWidth)
        .filter(width -> width != null && width.endsWith("px"))
        .mapToInt(width -> Integer.parseInt(width.substring(0, width.length() - 2)))
        .sum();
  }

  boolean isStacked() {
    return isStacked;
  }

  /// Columns give way in their turn until the others fit; where they never do, they stand below
  /// each other.
  private void fit(Grid<R> grid, PageWidth width) {
    var room = width.content() - widthOfOthers(grid, this) - SCROLL_BAR_PX;
    var needed = widthUpTo(0);
    var turn = 0;
    var last = columns.stream().mapToInt(Column::turn).max().orElse(0);
    while (needed > room && turn < last) {
      turn++;
      needed = widthUpTo(turn);
    }
    isStacked = width.isPhone() || needed > room;
    for (int i = 0; i < columns.size(); i++) {
      beside.get(i).setVisible(!isStacked && !columns.get(i).hasGone(turn));
    }
    stack.setVisible(isStacked);
    grid.setClassName("of-stacks", isStacked);
    seen = Optional.of(isStacked ? STACKED : turn);
  }

  /// @return what is needed by those that have not given way in this turn, px
  private int widthUpTo(int turn) {
    return columns.stream().filter(one -> !one.hasGone(turn)).mapToInt(Column::width).sum();
  }

  /// State and name stand above, what a person can do below; what is between has its header before
  /// it.
  private static <R> LitRenderer<R> stacked(List<Column<R>> columns) {
    var top = new StringBuilder();
    var facts = new StringBuilder();
    var below = new StringBuilder();
    for (var column : columns) {
      var prefix = column.key() + OF;
      var cell = column.cell().template(prefix);
      if (column.key().equals(STATE) || column.key().equals(NAME)) {
        top.append("<div class=\"of-").append(column.key()).append("\">").append(cell);
        top.append("</div>");
      } else if (column.header().isEmpty()) {
        below.append(cell);
      } else {
        facts.append("<div class=\"fact of-").append(column.key()).append("\">");
        facts.append("<span class=\"label\">${item.").append(prefix).append("header}</span>");
        facts.append("<div class=\"value\">").append(cell).append("</div></div>");
      }
    }
    var renderer =
        LitRenderer.<R>of(
            "<div class=\"stacked\">%s<div class=\"facts\">%s</div>%s</div>"
                .formatted(top, facts, below));
    for (var column : columns) {
      var prefix = column.key() + OF;
      column.cell().addTo(renderer, prefix);
      renderer.withProperty(prefix + "header", _ -> column.header());
    }
    return renderer;
  }
}
