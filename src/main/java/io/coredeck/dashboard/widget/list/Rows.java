package io.coredeck.dashboard.widget.list;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.SortDirection;
import io.coredeck.dashboard.frame.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// The rows. Only those in sight are sent to the browser, however many there are; a row that
/// changes is drawn anew where it is.
final class Rows<R> extends Composite<Grid<R>> {

  private static final int PAGE = 60;

  private final ListSpec<R> spec;
  private final Consumer<Choice> chosen;
  private List<R> rows = List.of();
  private final Columns<R> columns;
  private Choice choice;
  private boolean isSortedByUs;
  private boolean isChosenAnew = true;

  /// @param chosen told when the person sorts
  /// @param stacked told whether the columns are below each other now
  Rows(ListSpec<R> spec, Choice first, Consumer<Choice> chosen, Consumer<Boolean> stacked) {
    this.spec = spec;
    this.choice = first;
    this.chosen = chosen;
    var grid = getContent();
    grid.setItems(
        new CallbackDataProvider<R, Void>(
            query -> rows.stream().skip(query.getOffset()).limit(query.getLimit()),
            _ -> rows.size(),
            spec.id()::apply));
    grid.setPageSize(PAGE);
    grid.addThemeVariants(GridVariant.LUMO_COMPACT, GridVariant.LUMO_NO_BORDER);
    grid.setSelectionMode(Grid.SelectionMode.NONE);
    grid.getElement().setAttribute("aria-label", spec.title());
    grid.setSizeFull();
    Keys.markRows(grid);
    grid.addItemClickListener(
        event -> getUI().orElseThrow().navigate(spec.page().apply(event.getItem())));
    columns =
        Columns.of(
            grid,
            spec.columns(),
            isStacked -> {
              stacked.accept(isStacked);
              show(choice); // heads that are new do not know how rows are sorted
            });
    spec.columns()
        .forEach(column ->
            grid.getColumnByKey(column.key())
                .setResizable(true)
                .setSortable(column.order().isPresent()));
    grid.addSortListener(event -> {
      // Heads that go say that nothing is sorted any more.
      if (event.isFromClient() && !isSortedByUs && !columns.isStacked()) {
        sorted(event.getSortOrder());
      }
    });
  }

  private void sorted(List<GridSortOrder<R>> order) {
    if (order.isEmpty()) {
      chosen.accept(
          choice.withSort(spec.sort().replaceFirst("^-", ""), spec.sort().startsWith("-")));
    } else {
      var first = order.getFirst();
      chosen.accept(
          choice.withSort(
              first.getSorted().getKey(), first.getDirection() == SortDirection.DESCENDING));
    }
  }

  void show(Choice now) {
    isChosenAnew |= !now.equals(choice);
    choice = now;
    isSortedByUs = true;
    getContent()
        .sort(
            List.of(
                new GridSortOrder<>(
                    getContent().getColumnByKey(now.sort()),
                    now.isDescending() ? SortDirection.DESCENDING : SortDirection.ASCENDING)));
    isSortedByUs = false;
  }

  /// @param wanted as they are sorted. As long as the person wants the same, rows stay where they
  ///   are
  void setRows(List<R> wanted) {
    var before = rows;
    var fresh = isChosenAnew ? wanted : still(before, wanted, spec.id());
    isChosenAnew = false;
    rows = fresh;
    if (!isSameOrder(before, fresh)) {
      getContent().getDataProvider().refreshAll();
      return;
    }
    for (var i = 0; i < fresh.size(); i++) {
      if (!fresh.get(i).equals(before.get(i))) {
        getContent().getDataProvider().refreshItem(fresh.get(i));
      }
    }
  }

  /// @return the rows wanted in the order of before; one that was not there follows the one it is
  ///   sorted after
  static <R> List<R> still(List<R> before, List<R> wanted, Function<R, Object> id) {
    var now = new HashMap<Object, R>();
    wanted.forEach(row -> now.put(id.apply(row), row));
    var old = new HashSet<Object>();
    var rows = new ArrayList<R>(wanted.size());
    for (var row : before) {
      var key = id.apply(row);
      var same = now.get(key);
      if (same != null && old.add(key)) {
        rows.add(same);
      }
    }
    if (old.isEmpty()) {
      return wanted;
    }
    for (var i = 0; i < wanted.size(); i++) {
      if (!old.contains(id.apply(wanted.get(i)))) {
        rows.add(i == 0 ? 0 : rows.indexOf(wanted.get(i - 1)) + 1, wanted.get(i));
      }
    }
    return rows;
  }

  private boolean isSameOrder(List<R> one, List<R> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (var i = 0; i < one.size(); i++) {
      if (!spec.id().apply(one.get(i)).equals(spec.id().apply(other.get(i)))) {
        return false;
      }
    }
    return true;
  }
}
