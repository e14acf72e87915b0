package io.coredeck.dashboard.reservations;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import io.coredeck.dashboard.reservations.Choice.Column;
import io.coredeck.dashboard.reservations.Row.Kind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/// The rows. Only those in sight are sent to the browser, however many there are.
final class Table extends Composite<Div> {

  private static final int PAGE = 60;

  private final Grid<Row> grid = new Grid<>();
  private final Paragraph none = new Paragraph();
  private final Map<Column, Grid.Column<Row>> columns = new EnumMap<>(Column.class);
  private final Consumer<Choice> chosen;

  private List<Row> rows = List.of();
  private Choice choice = Choice.ALL;
  private boolean isSortedByUs;

  /// @param chosen told when the person sorts
  Table(Consumer<Choice> chosen) {
    this.chosen = chosen;
    grid.setItems(
        new CallbackDataProvider<Row, Void>(
            query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()),
            _ -> rows.size(),
            Row::id)); // the same row while its number is, so that a selection outlives a change
    grid.setPageSize(PAGE);
    grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
    grid.setSelectionMode(Grid.SelectionMode.MULTI);
    grid.setSizeFull();
    addColumns();
    grid.addSortListener(event -> {
      if (event.isFromClient()) {
        sorted(event.getSortOrder());
      }
    });
    none.addClassName("none");
    getContent().addClassName("list");
    getContent().add(grid, none);
  }

  private void addColumns() {
    columns.put(Column.STATE, grid.addColumn(state()).setHeader("State").setWidth("120px"));
    columns.put(
        Column.NAME, grid.addColumn(name()).setHeader("Name").setWidth("220px").setFlexGrow(2));
    columns.put(Column.WHAT, grid.addColumn(mono(Row::what)).setHeader("Image").setFlexGrow(2));
    columns.put(Column.NODE, grid.addColumn(Row::node).setHeader("Node"));
    columns.put(Column.ADDRESS, grid.addColumn(address()).setHeader("Address").setWidth("150px"));
    columns.put(Column.RESERVED, grid.addColumn(age()).setHeader("Reserved").setWidth("110px"));
    for (var column : columns.entrySet()) {
      column.getValue().setKey(column.getKey().word()).setSortable(true).setResizable(true);
    }
    column(Column.STATE).setFlexGrow(0);
    column(Column.ADDRESS).setFlexGrow(0);
    column(Column.RESERVED).setFlexGrow(0).setTextAlign(ColumnTextAlign.END);
  }

  private Grid.Column<Row> column(Column column) {
    return Objects.requireNonNull(columns.get(column));
  }

  private static LitRenderer<Row> state() {
    return LitRenderer.<Row>of(
            "<coredeck-state kind=\"${item.kind}\" word=\"${item.word}\"></coredeck-state>")
        .withProperty("kind", row -> row.look().kind().word())
        .withProperty("word", row -> row.look().word());
  }

  private static LitRenderer<Row> name() {
    return LitRenderer.<Row>of(
            """
            <a class="name" href="${item.page}" ?hidden="${item.page === ''}"
              title="${item.name}">${item.name}</a>
            <span class="name" ?hidden="${item.page !== ''}">${item.name}</span>
            <span class="id">${item.gwid}</span>
            <span class="trouble" title="${item.trouble}">${item.trouble}</span>
            """)
        .withProperty("name", Row::name)
        .withProperty("page", row -> row.kind() == Kind.CONTAINERS ? "containers/" + row.id() : "")
        .withProperty("gwid", Row::gwid)
        .withProperty("trouble", Row::trouble);
  }

  private static LitRenderer<Row> mono(ValueProvider<Row, String> text) {
    return LitRenderer.<Row>of("<span class=\"mono\" title=\"${item.text}\">${item.text}</span>")
        .withProperty("text", text);
  }

  private static LitRenderer<Row> address() {
    return LitRenderer.<Row>of(
            """
            <a class="mono" href="${item.console}" ?hidden="${item.console === ''}" target="_blank"
              rel="noopener" title="Open its console">${item.address}</a>
            <span class="mono" ?hidden="${item.console !== ''}">${item.address}</span>
            """)
        .withProperty("address", Row::address)
        .withProperty("console", row -> row.console().map(URI::toString).orElse(""));
  }

  private static LitRenderer<Row> age() {
    return LitRenderer.<Row>of("<span title=\"${item.exact}\">${item.age}</span>")
        .withProperty("exact", row -> Instant.ofEpochSecond(row.reserved()).toString())
        .withProperty("age", row -> ago(Instant.ofEpochSecond(row.reserved())));
  }

  /// @return `12 s`, `3 min`, `5 h` or `41 d`
  static String ago(Instant then) {
    var age = Duration.between(then, Instant.now());
    if (age.toMinutes() < 1) {
      return Math.max(0, age.toSeconds()) + " s";
    }
    if (age.toHours() < 1) {
      return age.toMinutes() + " min";
    }
    return age.toDays() < 2 ? age.toHours() + " h" : age.toDays() + " d";
  }

  private void sorted(List<GridSortOrder<Row>> orders) {
    if (isSortedByUs) {
      return;
    }
    for (var order : orders) {
      for (var column : columns.entrySet()) {
        if (column.getValue().equals(order.getSorted())) {
          var isDescending = order.getDirection() == SortDirection.DESCENDING;
          chosen.accept(choice.withSort(column.getKey(), isDescending));
          return;
        }
      }
    }
    chosen.accept(choice.withSort(Choice.ALL.sort(), Choice.ALL.isDescending()));
  }

  void show(Kind kind, Choice now) {
    choice = now;
    column(Column.WHAT)
        .setHeader(
            switch (kind) {
              case CONTAINERS -> "Image";
              case VOLUMES -> "Size";
              case NETWORKS -> "Addresses";
            });
    column(Column.ADDRESS).setVisible(kind == Kind.CONTAINERS);
    none.setText(
        "Nothing is reserved here. Deploy %s, and it stands here.".formatted("a " + kind.one()));
    isSortedByUs = true;
    var column = column(now.sort());
    grid.sort(
        List.of(
            new GridSortOrder<>(
                column, now.isDescending() ? SortDirection.DESCENDING : SortDirection.ASCENDING)));
    isSortedByUs = false;
  }

  /// @param isFiltered whether there may be more
  void setRows(List<Row> fresh, boolean isFiltered) {
    var before = rows;
    rows = fresh;
    grid.setVisible(!fresh.isEmpty());
    none.setVisible(fresh.isEmpty());
    if (isFiltered && fresh.isEmpty()) {
      none.setText("Nothing matches. Clear the search or the filter.");
    }
    if (sameNumbers(before, fresh)) {
      for (var i = 0; i < fresh.size(); i++) {
        if (!fresh.get(i).equals(before.get(i))) {
          grid.getDataProvider().refreshItem(fresh.get(i));
        }
      }
    } else {
      grid.getDataProvider().refreshAll();
    }
  }

  private static boolean sameNumbers(List<Row> one, List<Row> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (var i = 0; i < one.size(); i++) {
      if (one.get(i).id() != other.get(i).id()) {
        return false;
      }
    }
    return true;
  }

  /// @return the selected rows as they are now
  List<Row> selected() {
    var ids = new HashSet<Long>();
    grid.getSelectedItems().forEach(row -> ids.add(row.id()));
    return rows.stream().filter(row -> ids.contains(row.id())).toList();
  }

  void deselect() {
    grid.deselectAll();
  }

  /// @param listener told how many are selected
  void onSelection(Consumer<Set<Row>> listener) {
    grid.addSelectionListener(event -> listener.accept(event.getAllSelectedItems()));
  }
}
