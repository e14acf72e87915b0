package io.coredeck.dashboard.reservations;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridMultiSelectionModel;
import com.vaadin.flow.component.grid.GridMultiSelectionModel.SelectAllCheckboxVisibility;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.dom.Element;
import io.coredeck.dashboard.frame.Keys;
import io.coredeck.dashboard.frame.Spark;
import io.coredeck.dashboard.reservations.Columns.Breadth;
import io.coredeck.dashboard.reservations.rows.Choice;
import io.coredeck.dashboard.reservations.rows.Choice.Column;
import io.coredeck.dashboard.reservations.rows.Row;
import io.coredeck.dashboard.reservations.rows.Row.Kind;
import io.coredeck.dashboard.text.Texts;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The rows. Only those in sight are sent to the browser, however many there are.
final class Table extends Composite<Div> {

  private static final int PAGE = 60;
  private static final String SCRIPT = "context://webjars/coredeck/pages.js";
  private static final String BREADTH = "event.detail.breadth";
  private static final Texts TEXTS = Texts.of(Table.class);

  private final Grid<Row> grid = new Grid<>();
  private final Columns columns = new Columns(grid);
  private final Empty none;
  private final Element width = new Element("coredeck-list-width");
  private final Consumer<Choice> chosen;

  private List<Row> rows = List.of();
  private List<Row> source = List.of();
  private List<Row> all = List.of();
  private BiConsumer<Integer, Integer> counted = (_, _) -> {};
  private Kind kind = Kind.CONTAINERS;
  private Choice choice = Choice.ALL;
  private boolean isKnownNow;
  private long anchor;

  /// @param chosen told when the person sorts
  /// @param opened told which row the person wants to look into
  Table(Consumer<Choice> chosen, Consumer<Row> opened) {
    this.chosen = chosen;
    this.none = new Empty(() -> chosen.accept(choice.withoutFilter()));
    grid.setItems(
        new CallbackDataProvider<Row, Void>(
            query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()),
            _ -> rows.size(),
            Row::id)); // the same row while its number is, so that a selection outlives a change
    grid.setPageSize(PAGE);
    grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
    grid.setSelectionMode(Grid.SelectionMode.MULTI);
    grid.setSizeFull();
    grid.getElement().setAttribute("aria-label", TEXTS.get("title"));
    selection().setSelectAllCheckboxVisibility(SelectAllCheckboxVisibility.VISIBLE);
    selection()
        .addClientItemToggleListener(
            event -> toggled(event.getItem(), event.isSelected(), event.isShiftKey()));
    Keys.markRows(grid);
    grid.addItemClickListener(event -> opened.accept(event.getItem()));
    grid.addSortListener(event -> {
      if (event.isFromClient()) {
        sorted(event.getSortOrder());
      }
    });
    listen();
    getContent().addClassName("list");
    getContent().add(grid, none);
    getContent().getElement().appendChild(width);
  }

  private GridMultiSelectionModel<Row> selection() {
    return (GridMultiSelectionModel<Row>) grid.getSelectionModel();
  }

  private void listen() {
    width
        .addEventListener(
            "breadth",
            event -> columns.fit(Breadth.of(event.getEventData().path(BREADTH).asString("")), kind))
        .addEventData(BREADTH);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    event.getUI().getPage().addJsModule(SCRIPT);
    Spark.load(event.getUI());
  }

  /// With the shift key everything between the last one and this one follows it.
  private void toggled(Row row, boolean isSelected, boolean isRange) {
    if (isRange) {
      var one = indexOf(anchor);
      var other = indexOf(row.id());
      if (one >= 0 && other >= 0) {
        var between = Set.copyOf(rows.subList(Math.min(one, other), Math.max(one, other) + 1));
        grid.asMultiSelect()
            .updateSelection(isSelected ? between : Set.of(), isSelected ? Set.of() : between);
      }
    }
    anchor = row.id();
  }

  private int indexOf(long id) {
    for (var i = 0; i < rows.size(); i++) {
      if (rows.get(i).id() == id) {
        return i;
      }
    }
    return -1;
  }

  private void sorted(List<GridSortOrder<Row>> orders) {
    var order = orders.stream().findFirst();
    var column = order.flatMap(one -> columns.of(one.getSorted())).orElse(Choice.ALL.sort());
    var isDescending =
        order
            .map(one -> one.getDirection() == SortDirection.DESCENDING)
            .orElse(Choice.ALL.isDescending());
    chosen.accept(choice.withSort(column, isDescending));
  }

  void show(Kind now, Choice wanted) {
    if (now != kind) {
      deselect();
    }
    kind = now;
    choice = wanted;
    columns.show(kind);
    none.show(kind);
    var order =
        new GridSortOrder<>(
            columns.of(wanted.sort()),
            wanted.isDescending() ? SortDirection.DESCENDING : SortDirection.ASCENDING);
    var before = grid.getSortOrder().stream().findFirst();
    if (before.filter(one -> isSame(one, order)).isEmpty()) {
      grid.sort(List.of(order));
    }
  }

  private static boolean isSame(GridSortOrder<Row> one, GridSortOrder<Row> other) {
    return one.getSorted().equals(other.getSorted()) && one.getDirection() == other.getDirection();
  }

  /// @param everything all rows of the kind, whatever the choice
  /// @param wanted the rows as the choice sorts them
  /// @param isSame whether the person's choice is the one the rows before were of: then rows stay
  ///   where they are
  /// @param isKnown whether it is known what there is
  @SuppressWarnings("ReferenceEquality") // the very same object, by intent
  void setRows(List<Row> everything, List<Row> wanted, boolean isSame, boolean isKnown) {
    if (isSame && wanted == source && everything == all && isKnown == isKnownNow) {
      return; // the very list that is shown
    }
    source = wanted;
    all = everything;
    isKnownNow = isKnown;
    var before = rows;
    rows = isSame && choice.sort() == Column.STATE ? still(before, wanted) : wanted;
    grid.setVisible(!rows.isEmpty());
    none.setVisible(rows.isEmpty() && isKnown);
    none.show(choice.isFiltered());
    if (sameNumbers(before, rows)) {
      for (var i = 0; i < rows.size(); i++) {
        if (!rows.get(i).equals(before.get(i))) {
          grid.getDataProvider().refreshItem(rows.get(i));
        }
      }
    } else {
      grid.getDataProvider().refreshAll();
    }
    forgetGone();
  }

  /// A row whose state changes stays where it is until the person sorts again; new ones come first.
  private static List<Row> still(List<Row> before, List<Row> wanted) {
    Map<Long, Integer> places = new HashMap<>(before.size() * 2);
    for (var i = 0; i < before.size(); i++) {
      places.put(before.get(i).id(), i);
    }
    return wanted.stream()
        .sorted(Comparator.comparingInt((Row row) -> places.getOrDefault(row.id(), -1)))
        .toList();
  }

  /// What is deleted is no longer selected. What a filter hides stays selected, and is counted so.
  private void forgetGone() {
    var selected = grid.getSelectedItems();
    if (selected.isEmpty()) {
      return;
    }
    var ids = ids(all);
    selected.stream().filter(row -> !ids.contains(row.id())).toList().forEach(grid::deselect);
    count();
  }

  private void count() {
    var selected = ids(grid.getSelectedItems());
    var seen = rows.stream().filter(row -> selected.contains(row.id())).count();
    counted.accept(selected.size(), selected.size() - (int) seen);
  }

  private static Set<Long> ids(Collection<Row> rows) {
    var ids = new HashSet<Long>(rows.size() * 2);
    rows.forEach(row -> ids.add(row.id()));
    return ids;
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

  /// @return the selected rows as they are now: those in sight in their order, then those that a
  ///   filter hides
  List<Row> selected() {
    var ids = ids(grid.getSelectedItems());
    var seen = ids(rows);
    return Stream.concat(rows.stream(), all.stream().filter(row -> !seen.contains(row.id())))
        .filter(row -> ids.contains(row.id()))
        .toList();
  }

  void deselect() {
    grid.deselectAll();
  }

  /// @param listener told how many are selected, and how many of them a filter hides
  void onSelection(BiConsumer<Integer, Integer> listener) {
    counted = listener;
    grid.addSelectionListener(_ -> count());
  }
}
