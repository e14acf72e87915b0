package io.coredeck.dashboard.widget.list;

import com.vaadin.flow.router.QueryParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What of a list a person wants to see, as it stands in the page's address.
///
/// @param search words that must be in a row; empty for any
/// @param filters by name the value wanted
/// @param sort key of the column sorted by
/// @param isDescending the other way round
public record Choice(
    String search, Map<String, String> filters, String sort, boolean isDescending) {

  private static final String SEARCH = "q";
  private static final String SORT = "sort";
  private static final String DOWN = "-";

  public Choice {
    filters = Map.copyOf(filters);
  }

  /// @param names of filters
  /// @param columns keys of columns one can sort by
  /// @param usual key of the usual column, with `-` before it if descending
  /// @return the choice in an address; what makes no sense there is as if it were absent
  static Choice of(QueryParameters query, List<String> names, List<String> columns, String usual) {
    var filters = new LinkedHashMap<String, String>();
    for (var name : names) {
      query
          .getSingleParameter(name)
          .filter(value -> !value.isBlank())
          .ifPresent(value -> filters.put(name, value));
    }
    var sort =
        query.getSingleParameter(SORT).filter(word -> columns.contains(bare(word))).orElse(usual);
    return new Choice(
        query.getSingleParameter(SEARCH).orElse(""), filters, bare(sort), sort.startsWith(DOWN));
  }

  private static String bare(String sort) {
    return sort.startsWith(DOWN) ? sort.substring(1) : sort;
  }

  /// @param usual as in {@link #of}
  QueryParameters query(String usual) {
    var members = new LinkedHashMap<String, String>();
    if (!search.isBlank()) {
      members.put(SEARCH, search);
    }
    members.putAll(filters);
    var sorted = (isDescending ? DOWN : "") + sort;
    if (!sorted.equals(usual)) {
      members.put(SORT, sorted);
    }
    return QueryParameters.simple(members);
  }

  Choice withSearch(String words) {
    return new Choice(words, filters, sort, isDescending);
  }

  /// @param value empty for any
  Choice withFilter(String name, String value) {
    var more = new LinkedHashMap<>(filters);
    if (value.isEmpty()) {
      more.remove(name);
    } else {
      more.put(name, value);
    }
    return new Choice(search, more, sort, isDescending);
  }

  Choice withSort(String column, boolean descending) {
    return new Choice(search, filters, column, descending);
  }

  /// @return without search and filters
  Choice cleared() {
    return new Choice("", Map.of(), sort, isDescending);
  }

  boolean isFiltered() {
    return !search.isBlank() || !filters.isEmpty();
  }
}
