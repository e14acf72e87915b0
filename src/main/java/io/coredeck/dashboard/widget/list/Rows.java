package io.coredeck.dashboard.widget.list;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.SortDirection;
import java.util.List;
import java.util.function.Consumer;

/// The rows. Only those in sight are sent to the browser, however many there are; a row that
/// changes is drawn anew where it is.
final class Rows<R> extends Composite<Grid<R>> {

  private static final int PAGE = 60;

  private final ListSpec<R> spec;
  private final Consumer<Choice> chosen;
  private List<R> rows = List.of();
  private Choice choice;
  private boolean isSortedByUs;

  /// @param chosen told when the person sorts
  Rows(ListSpec<R> spec, Choice first, Consumer<Choice> chosen) {
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
    spec.columns().forEach(this::add);
    grid.addSortListener(event -> {
      if (event.isFromClient() && !isSortedByUs) {
        sorted(event.getSortOrder());
      }
    });
  }

  private void add(Column<R> column) {
    getContent()
        .addColumn(column.cell())
        .setHeader(column.header())
        .setKey(column.key())
        .setWidth(column.width())
        .setFlexGrow(column.grow())
        .setResizable(true)
        .setSortable(column.order().isPresent())
        .setTextAlign(column.isNumber() ? ColumnTextAlign.END : ColumnTextAlign.START);
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

  void setRows(List<R> fresh) {
    var before = rows;
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
