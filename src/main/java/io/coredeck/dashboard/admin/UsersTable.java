package io.coredeck.dashboard.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.coredeck.dashboard.frame.Keys;
import io.coredeck.dashboard.text.Texts;
import io.coredeck.dashboard.text.Times;
import io.coredeck.dashboard.widget.list.Cell;
import io.coredeck.dashboard.widget.list.Column;
import io.coredeck.dashboard.widget.list.Columns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The accounts, with what can be done to each.
final class UsersTable extends Composite<Div> {

  private static final Texts TEXTS = Texts.of(UsersTable.class);

  private final Grid<Row> grid = new Grid<>();
  private final Paragraph none = new Paragraph();
  private final Deeds deeds;
  private final List<Row> shown = new ArrayList<>();

  /// A row stays the same while its account does: what is open at it stays open.
  private final ListDataProvider<Row> data =
      new ListDataProvider<>(shown) {
        private static final long serialVersionUID = 1L;

        @Override
        public Object getId(Row row) {
          return row.tid();
        }
      };

  UsersTable(Deeds deeds) {
    this.deeds = deeds;
    grid.setItems(data);
    grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.setSizeFull();
    grid.getElement().setAttribute("aria-label", TEXTS.get("title"));
    Keys.markRows(grid);
    addColumns();
    none.addClassName("none");
    getContent().addClassName("list");
    getContent().add(grid, none);
  }

  private void addColumns() {
    var columns = columns();
    Columns.of(grid, columns);
    for (var column : columns) {
      column.order().ifPresent(order -> grid.getColumnByKey(column.key()).setComparator(order));
    }
    grid.addColumn(
            new ComponentRenderer<RowMenu, Row>(
                row -> new RowMenu(deeds, row),
                (menu, row) -> {
                  ((RowMenu) menu).show(row);
                  return menu;
                }))
        .setWidth("64px")
        .setFlexGrow(0)
        .setHeader(hidden());
  }

  private static List<Column<Row>> columns() {
    return List.of(
        Column.of("state", TEXTS.get("column.state"), Cell.state(Row::kind, Row::state), 140),
        Column.<Row>of("name", TEXTS.get("column.name"), name(), 200)
            .growing(2)
            .sortedBy(Comparator.comparing(row -> row.account().name())),
        Column.<Row>of("role", TEXTS.get("column.role"), Cell.text(Row::role), 120)
            .growing(1)
            .sortedBy(Comparator.comparing(row -> row.account().role())),
        Column.<Row>of("owns", TEXTS.get("column.owns"), Cell.text(Row::possessions), 150)
            .growing(2),
        Column.<Row>of(
                "last",
                TEXTS.get("column.last"),
                Cell.text(
                    row -> isNever(row) ? TEXTS.get("never") : Times.ago(time(row)),
                    row -> isNever(row) ? "" : Times.exact(time(row))),
                130)
            .sortedBy(Comparator.comparingLong(row -> row.account().standing().lastSignIn()))
            .asNumber());
  }

  private static Component hidden() {
    var head = new Div(TEXTS.get("column.actions"));
    head.addClassName("sr-only");
    return head;
  }

  private static Cell<Row> name() {
    return Cell.<Row>of(
            """
            <span class="name" title="${item.name}">${item.name}</span>
            <span class="id">${item.tid}</span>
            <span class="you" ?hidden="${!item.own}">${item.you}</span>
            """)
        .withProperty("name", row -> row.account().name())
        .withProperty("tid", row -> row.account().tid())
        .withProperty("own", Row::isOwn)
        .withProperty("you", _ -> TEXTS.get("you"));
  }

  private static boolean isNever(Row row) {
    return row.account().standing().lastSignIn() == 0;
  }

  private static Instant time(Row row) {
    return Instant.ofEpochSecond(row.account().standing().lastSignIn());
  }

  /// @param isFiltered whether there may be more
  void show(List<Row> rows, boolean isFiltered) {
    var before = List.copyOf(shown);
    shown.clear();
    shown.addAll(rows);
    if (isSame(before, rows)) {
      rows.stream().filter(row -> !before.contains(row)).forEach(data::refreshItem);
    } else {
      data.refreshAll();
    }
    grid.setVisible(!rows.isEmpty());
    none.setVisible(rows.isEmpty());
    none.setText(TEXTS.get(isFiltered ? "none.matches" : "none"));
  }

  private static boolean isSame(List<Row> one, List<Row> other) {
    return one.stream().map(Row::tid).toList().equals(other.stream().map(Row::tid).toList());
  }

  void tell(String trouble) {
    grid.setVisible(false);
    none.setVisible(true);
    none.setText(trouble);
  }
}
