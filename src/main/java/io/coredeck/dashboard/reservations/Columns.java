package io.coredeck.dashboard.reservations;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import io.coredeck.dashboard.reservations.rows.Choice.Column;
import io.coredeck.dashboard.reservations.rows.Row;
import io.coredeck.dashboard.reservations.rows.Row.Kind;
import io.coredeck.dashboard.text.Texts;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The columns of the table, and which of them there is room for.
final class Columns {

  private static final long MILLIS = 1000;
  private static final Texts TEXTS = Texts.of(Columns.class);

  private final Map<Column, Grid.Column<Row>> sortable = new EnumMap<>(Column.class);
  private final List<Grid.Column<Row>> live = new ArrayList<>();
  private Breadth breadth = Breadth.WIDE;
  private Optional<Kind> shown = Optional.empty();

  /// How much room there is.
  enum Breadth {
    PHONE,
    NARROW,
    WIDE;

    static Breadth of(String word) {
      for (var breadth : values()) {
        if (breadth.name().toLowerCase(Locale.ROOT).equals(word)) {
          return breadth;
        }
      }
      return WIDE;
    }
  }

  Columns(Grid<Row> grid) {
    put(Column.STATE, grid.addColumn(state()).setWidth("122px").setFlexGrow(0));
    put(Column.NAME, grid.addColumn(name()).setWidth("190px").setFlexGrow(3));
    put(Column.WHAT, grid.addColumn(mono(Row::what)).setWidth("130px").setFlexGrow(2));
    put(Column.NODE, grid.addColumn(Row::node).setWidth("96px").setFlexGrow(1));
    put(Column.ADDRESS, grid.addColumn(address()).setWidth("128px").setFlexGrow(0));
    live.add(live(grid, "cpu", "150px"));
    live.add(live(grid, "memory", "166px"));
    live.add(live(grid, "processes", "92px").setTextAlign(ColumnTextAlign.END));
    put(
        Column.RESERVED,
        grid.addColumn(age()).setWidth("96px").setFlexGrow(0).setTextAlign(ColumnTextAlign.END));
    sortable.forEach((column, one) ->
        one.setKey(column.word())
            .setSortable(true)
            .setResizable(true)
            .setHeader(TEXTS.get("column-" + column.word())));
  }

  private void put(Column column, Grid.Column<Row> shown) {
    sortable.put(column, shown);
  }

  private static Grid.Column<Row> live(Grid<Row> grid, String metric, String width) {
    return grid.addColumn(spark(metric))
        .setHeader(TEXTS.get("column-" + metric))
        .setWidth(width)
        .setFlexGrow(0);
  }

  Grid.Column<Row> of(Column column) {
    return Objects.requireNonNull(sortable.get(column));
  }

  /// @return what a column of the grid is called here
  Optional<Column> of(Grid.Column<Row> shown) {
    return sortable.entrySet().stream()
        .filter(entry -> entry.getValue().equals(shown))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  void fit(Breadth now, Kind kind) {
    breadth = now;
    shown = Optional.empty();
    show(kind);
  }

  void show(Kind kind) {
    if (shown.equals(Optional.of(kind))) {
      return;
    }
    shown = Optional.of(kind);
    var isContainers = kind == Kind.CONTAINERS;
    of(Column.WHAT)
        .setHeader(TEXTS.get("column-what-" + kind.path()))
        .setVisible(breadth != Breadth.PHONE);
    of(Column.NODE).setVisible(breadth != Breadth.PHONE);
    of(Column.ADDRESS)
        .setHeader(TEXTS.get(isContainers ? "column-address" : "column-range"))
        .setVisible(kind != Kind.VOLUMES && breadth != Breadth.PHONE);
    of(Column.NAME).setWidth(breadth == Breadth.PHONE ? "110px" : "190px");
    of(Column.RESERVED).setWidth(breadth == Breadth.PHONE ? "76px" : "96px");
    for (var column : live) {
      column.setVisible(isContainers && breadth == Breadth.WIDE);
    }
  }

  private static LitRenderer<Row> state() {
    return LitRenderer.<Row>of(
            "<coredeck-state kind=\"${item.kind}\" word=\"${item.word}\"></coredeck-state>")
        .withProperty("kind", row -> row.look().kind().word())
        .withProperty("word", row -> row.look().text());
  }

  private static LitRenderer<Row> name() {
    return LitRenderer.<Row>of(
            """
            <div class="named" title="${item.name}">
              <a class="name" href="${item.page}" ?hidden="${item.page === ''}"
                ><span>${item.begin}</span><span>${item.end}</span></a>
              <span class="name" ?hidden="${item.page !== ''}"
                ><span>${item.begin}</span><span>${item.end}</span></span>
              <span class="id">${item.gwid}</span>
              <span class="trouble" title="${item.trouble}">${item.trouble}</span>
            </div>
            """)
        .withProperty("name", Row::name)
        .withProperty("begin", row -> row.name().substring(0, cut(row.name())))
        .withProperty("end", row -> row.name().substring(cut(row.name())))
        .withProperty("page", row -> row.kind() == Kind.CONTAINERS ? "containers/" + row.id() : "")
        .withProperty("gwid", Row::gwid)
        .withProperty("trouble", Row::trouble);
  }

  /// Long names are cut in the middle: their ends tell them apart.
  private static int cut(String name) {
    var tail = 8;
    return name.length() > 2 * tail ? name.offsetByCodePoints(name.length(), -tail) : name.length();
  }

  private static LitRenderer<Row> mono(ValueProvider<Row, String> text) {
    return LitRenderer.<Row>of("<span class=\"mono\" title=\"${item.text}\">${item.text}</span>")
        .withProperty("text", text);
  }

  private static LitRenderer<Row> address() {
    return LitRenderer.<Row>of(
            """
            <a class="mono" href="${item.console}" ?hidden="${item.console === ''}" target="_blank"
              rel="noopener" title="${item.open}">${item.address}</a>
            <span class="mono" ?hidden="${item.console !== ''}">${item.address}</span>
            """)
        .withProperty("address", Row::address)
        .withProperty("open", _ -> TEXTS.get("open-console"))
        .withProperty("console", row -> row.console().map(URI::toString).orElse(""));
  }

  private static LitRenderer<Row> spark(String metric) {
    return LitRenderer.<Row>of(
            """
            <coredeck-spark container="${item.running}" metric="%s" cpus="${item.cpus}"
            ></coredeck-spark>
            """
                .formatted(metric))
        .withProperty("running", row -> row.look().isUp() ? row.gwid() : "")
        .withProperty("cpus", row -> Math.max(1, row.cpus()));
  }

  private static LitRenderer<Row> age() {
    return LitRenderer.<Row>of("<coredeck-age at=\"${item.at}\"></coredeck-age>")
        .withProperty("at", row -> row.reserved() * MILLIS);
  }
}
