package io.coredeck.dashboard.reservations;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.function.ValueProvider;
import io.coredeck.dashboard.reservations.rows.Choice.Column;
import io.coredeck.dashboard.reservations.rows.Row;
import io.coredeck.dashboard.reservations.rows.Row.Kind;
import io.coredeck.dashboard.text.NodeReason;
import io.coredeck.dashboard.text.Texts;
import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The columns of the table, and which of them there is room for.
final class Columns {

  private static final long MILLIS = 1000;

  /// Widths in which a number of the container stands with its line and without.
  private record Width(String withLine, String bare) {}

  private static final Map<String, Width> LIVE =
      Map.of(
          "cpu", new Width("156px", "92px"),
          "memory", new Width("166px", "96px"),
          "processes", new Width("92px", "92px"));

  private static final Texts TEXTS = Texts.of(Columns.class);

  private final Map<Column, Grid.Column<Row>> sortable = new EnumMap<>(Column.class);
  private final Map<String, Grid.Column<Row>> live = new HashMap<>();
  private final Grid<Row> grid;
  private Breadth breadth = Breadth.WIDE;
  private Optional<Kind> shown = Optional.empty();

  /// How much room there is.
  enum Breadth {
    /// State, name and age; what a container uses stands below its name.
    PHONE,
    /// A tablet held upright: of a container also its address and what it uses, as numbers.
    NARROW,
    /// A small laptop: everything, what is used as numbers.
    MEDIUM,
    /// Everything, with lines.
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
    this.grid = grid;
    put(Column.STATE, grid.addColumn(state()).setWidth("122px").setFlexGrow(0));
    put(Column.NAME, grid.addColumn(name()).setWidth("190px").setFlexGrow(3));
    put(Column.WHAT, grid.addColumn(mono(Row::what)).setWidth("130px").setFlexGrow(2));
    put(Column.NODE, grid.addColumn(Row::node).setWidth("96px").setFlexGrow(1));
    put(Column.ADDRESS, grid.addColumn(address()).setWidth("128px").setFlexGrow(0));
    for (var metric : List.of("cpu", "memory", "processes")) {
      live.put(metric, live(metric));
    }
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

  private Grid.Column<Row> live(String metric) {
    return grid.addColumn(spark(metric)).setHeader(TEXTS.get("column-" + metric)).setFlexGrow(0);
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
    if (now == breadth) {
      return; // it is drawn for it
    }
    breadth = now;
    shown = Optional.empty();
    show(kind);
    grid.getDataProvider().refreshAll(); // cells differ too
  }

  void show(Kind kind) {
    if (shown.equals(Optional.of(kind))) {
      return;
    }
    shown = Optional.of(kind);
    var isContainers = kind == Kind.CONTAINERS;
    var isPhone = breadth == Breadth.PHONE;
    var isTight = isPhone || (breadth == Breadth.NARROW && isContainers);
    of(Column.WHAT).setHeader(TEXTS.get("column-what-" + kind.path())).setVisible(!isTight);
    of(Column.NODE).setVisible(!isTight);
    of(Column.ADDRESS)
        .setHeader(TEXTS.get(isContainers ? "column-address" : "column-range"))
        .setVisible(kind != Kind.VOLUMES && !isPhone);
    var isWide = breadth == Breadth.WIDE;
    of(Column.STATE).setWidth(isPhone ? "128px" : "138px");
    of(Column.NAME).setWidth(isPhone ? "110px" : isWide ? "170px" : "150px");
    of(Column.WHAT).setWidth(isWide ? "124px" : "104px");
    of(Column.NODE).setWidth(isWide ? "88px" : "84px");
    of(Column.RESERVED).setWidth(isWide ? "92px" : "76px");
    live.forEach((metric, column) -> showLive(metric, column, isContainers && !isPhone));
  }

  private void showLive(String metric, Grid.Column<Row> column, boolean isShown) {
    var isProcesses = metric.equals("processes");
    var width = Objects.requireNonNull(LIVE.get(metric));
    var isWide = breadth == Breadth.WIDE;
    column.setWidth(isWide ? width.withLine() : width.bare());
    column.setTextAlign(isWide && !isProcesses ? ColumnTextAlign.START : ColumnTextAlign.END);
    column.setVisible(isShown && !(isProcesses && breadth == Breadth.NARROW));
  }

  private static LitRenderer<Row> state() {
    return LitRenderer.<Row>of(
            "<coredeck-state kind=\"${item.kind}\" word=\"${item.word}\"></coredeck-state>")
        .withProperty("kind", row -> row.look().kind().word())
        .withProperty("word", row -> row.look().text());
  }

  private LitRenderer<Row> name() {
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
            ${item.used === '' ? '' : html`<div class="used"><span>${item.cpu}</span>
              <coredeck-spark bare metric="cpu" container="${item.used}" cpus="${item.cpus}"
              ></coredeck-spark>
              <coredeck-spark bare metric="memory" container="${item.used}"></coredeck-spark>
            </div>`}
            """)
        .withProperty("name", Row::name)
        .withProperty("begin", row -> row.name().substring(0, cut(row.name())))
        .withProperty("end", row -> row.name().substring(cut(row.name())))
        .withProperty("page", row -> row.kind() == Kind.CONTAINERS ? "containers/" + row.id() : "")
        .withProperty("gwid", Row::gwid)
        .withProperty("used", row -> breadth == Breadth.PHONE ? running(row) : "")
        .withProperty("cpu", _ -> TEXTS.get("column-cpu"))
        .withProperty("cpus", row -> Math.max(1, row.cpus()))
        .withProperty(
            "trouble", row -> row.trouble().isEmpty() ? "" : NodeReason.of(row.trouble()));
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

  /// @return the container whose numbers are to be shown; empty if there are none
  private static String running(Row row) {
    return row.kind() == Kind.CONTAINERS && row.look().isUp() ? row.gwid() : "";
  }

  private LitRenderer<Row> spark(String metric) {
    return LitRenderer.<Row>of(
            """
            <coredeck-spark container="${item.running}" metric="%s" cpus="${item.cpus}"
              ?bare="${item.bare}"></coredeck-spark>
            """
                .formatted(metric))
        .withProperty("running", Columns::running)
        .withProperty("bare", _ -> breadth != Breadth.WIDE)
        .withProperty("cpus", row -> Math.max(1, row.cpus()));
  }

  private static LitRenderer<Row> age() {
    return LitRenderer.<Row>of("<coredeck-age at=\"${item.at}\"></coredeck-age>")
        .withProperty("at", row -> row.reserved() * MILLIS);
  }
}
