package io.coredeck.dashboard.widget.list;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongFunction;

/// What a list page shows and how.
///
/// @param <R> rows: values that are equal if they look the same
/// @param path of the page
/// @param title of the page
/// @param hint in the empty search field: what can be searched for
/// @param sort key of the usual column, with `-` before it if descending
/// @param id of a row, the same while the thing is the same
/// @param page where more is said of a row
/// @param text of a row that is searched
/// @param counted so many things, in words
public record ListSpec<R>(
    String path,
    String title,
    String hint,
    List<Column<R>> columns,
    List<Filter<R>> filters,
    String sort,
    Function<R, Object> id,
    Function<R, String> page,
    Function<R, String> text,
    LongFunction<String> counted) {

  public ListSpec {
    columns = List.copyOf(columns);
    filters = List.copyOf(filters);
  }

  List<String> filterNames() {
    return filters.stream().map(Filter::name).toList();
  }

  List<String> sortable() {
    return columns.stream().filter(column -> column.order().isPresent()).map(Column::key).toList();
  }

  /// @param key of a column
  String header(String key) {
    return columns.stream()
        .filter(column -> column.key().equals(key))
        .map(Column::header)
        .findFirst()
        .orElse(key);
  }

  /// @return the rows wanted, sorted
  List<R> chosen(List<R> all, Choice choice) {
    var rows =
        all.stream()
            .filter(row ->
                filters.stream()
                    .allMatch(filter ->
                        !choice.filters().containsKey(filter.name())
                            || filter
                                .value()
                                .apply(row)
                                .equals(choice.filters().get(filter.name()))))
            .filter(row -> holds(row, choice.search()));
    var order =
        columns.stream()
            .filter(column -> column.key().equals(choice.sort()))
            .flatMap(column -> column.order().stream())
            .findFirst();
    return order.isEmpty()
        ? rows.toList()
        : rows.sorted(choice.isDescending() ? order.get().reversed() : order.get()).toList();
  }

  private boolean holds(R row, String search) {
    if (search.isBlank()) {
      return true;
    }
    var words = text.apply(row).toLowerCase(Locale.ROOT);
    for (var word : search.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
      if (!words.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
