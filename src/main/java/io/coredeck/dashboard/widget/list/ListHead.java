package io.coredeck.dashboard.widget.list;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.coredeck.dashboard.frame.Icon;
import io.coredeck.dashboard.frame.Keys;
import io.coredeck.dashboard.text.Texts;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Above a list: title, actions, search and filters.
final class ListHead<R> extends Header {

  private static final Texts TEXTS = Texts.of(ListHead.class);
  private static final Duration TYPING = Duration.ofMillis(150);

  private final ListSpec<R> spec;
  private final Consumer<Choice> chosen;
  private final TextField search = new TextField();
  private final Map<Filter<R>, Select<String>> selects = new LinkedHashMap<>();
  private final Map<Filter<R>, List<String>> offered = new LinkedHashMap<>();
  private final Select<String> sort = new Select<>();
  private final Span count = new Span();
  private final Div actions = new Div();
  private Choice choice;

  /// @param chosen told when the person wants to see something else
  ListHead(ListSpec<R> spec, Choice first, Consumer<Choice> chosen) {
    this.spec = spec;
    this.choice = first;
    this.chosen = chosen;
    addClassName("list-head");
    actions.addClassName("actions");
    var line = new Div(new H1(spec.title()), actions);
    line.addClassName("line");
    add(line, filters());
  }

  void add(Component action) {
    actions.add(action);
  }

  /// @param strip between the title and the filters
  void insert(Component strip) {
    addComponentAtIndex(1, strip);
  }

  private Div filters() {
    search.addClassName("search");
    search.setPlaceholder(spec.hint());
    search.setAriaLabel(TEXTS.get("search"));
    search.setPrefixComponent(new Icon("search"));
    Keys.mark(search, "/", TEXTS.get("search"));
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.TIMEOUT);
    search.setValueChangeTimeout((int) TYPING.toMillis());
    search.addThemeVariants(TextFieldVariant.LUMO_SMALL);
    search.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        chosen.accept(choice.withSearch(event.getValue()));
      }
    });
    var row = new Div(search);
    row.addClassName("filters");
    for (var filter : spec.filters()) {
      var select = select(filter);
      selects.put(filter, select);
      row.add(select);
    }
    row.add(sort());
    count.addClassName("count");
    count.getElement().setAttribute("role", "status");
    row.add(count);
    return row;
  }

  /// For want of heads of columns.
  private Select<String> sort() {
    sort.addClassName("sort");
    sort.setAriaLabel(TEXTS.get("sort"));
    sort.addThemeNames("small");
    sort.setItems(spec.sortable().stream().flatMap(key -> Stream.of(key, "-" + key)).toList());
    sort.setItemLabelGenerator(key ->
        key.startsWith("-")
            ? TEXTS.get("sort.down", spec.header(key.substring(1)))
            : TEXTS.get("sort.up", spec.header(key)));
    sort.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        var key = event.getValue();
        chosen.accept(choice.withSort(key.replaceFirst("^-", ""), key.startsWith("-")));
      }
    });
    sort.setVisible(false);
    return sort;
  }

  void offerSorting(boolean isOffered) {
    sort.setVisible(isOffered);
  }

  private Select<String> select(Filter<R> filter) {
    var select = new Select<String>();
    select.setAriaLabel(filter.label());
    select.addThemeNames("small");
    select.setItemLabelGenerator(value ->
        TEXTS.get(
            "filter",
            filter.label(),
            value.isEmpty() ? TEXTS.get("filter.any") : filter.word().apply(value)));
    select.addValueChangeListener(event -> {
      if (event.isFromClient()) {
        chosen.accept(choice.withFilter(filter.name(), event.getValue()));
      }
    });
    return select;
  }

  /// @param all rows, of which `shown` are seen
  void show(Choice now, List<R> all, int shown) {
    choice = now;
    if (!search.getValue().equals(now.search())) {
      search.setValue(now.search());
    }
    sort.setValue((now.isDescending() ? "-" : "") + now.sort());
    selects.forEach((filter, select) -> {
      var value = now.filters().getOrDefault(filter.name(), "");
      offer(filter, select, all, value);
      select.setValue(value);
      select.setClassName("active", !value.isEmpty());
    });
    count.setText(now.isFiltered() ? TEXTS.get("shown", shown, all.size()) : "");
  }

  /// Offers a row's values; one that stands in the address is offered even if no row has it.
  private void offer(Filter<R> filter, Select<String> select, List<R> all, String current) {
    var values = new TreeSet<String>();
    all.forEach(row -> values.add(filter.value().apply(row)));
    values.add(current);
    values.add("");
    var items = List.copyOf(values);
    if (!items.equals(offered.put(filter, items))) {
      select.setItems(items);
    }
  }
}
