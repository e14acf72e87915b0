package io.coredeck.dashboard.reservations;

import com.vaadin.flow.router.QueryParameters;
import io.coredeck.dashboard.frame.Look;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What of the list a person wants to see, as it stands in the page's address.
///
/// @param search words that must be in a row; empty for any
/// @param look the state wanted; empty for any
/// @param sort the column sorted by
/// @param isDescending the other way round
record Choice(String search, Optional<Look> look, Column sort, boolean isDescending) {

  private static final String SEARCH = "q";
  private static final String STATE = "state";
  private static final String SORT = "sort";
  private static final String DOWN = "-";

  static final Choice ALL = new Choice("", Optional.empty(), Column.RESERVED, true);

  /// The columns one can sort by.
  enum Column {
    STATE,
    NAME,
    WHAT,
    NODE,
    ADDRESS,
    RESERVED;

    private Comparator<Row> order() {
      Comparator<Row> first =
          switch (this) {
            case STATE -> Comparator.comparing(Row::look);
            case NAME -> Comparator.comparing(Row::name, String.CASE_INSENSITIVE_ORDER);
            case WHAT -> Comparator.comparing(Row::what, String.CASE_INSENSITIVE_ORDER);
            case NODE -> Comparator.comparing(Row::node, String.CASE_INSENSITIVE_ORDER);
            case ADDRESS -> Comparator.comparing(row -> padded(row.address()));
            case RESERVED -> Comparator.comparingLong(Row::reserved);
          };
      return first.thenComparingLong(Row::id);
    }

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }

    /// @return an address so that its parts sort as numbers
    private static String padded(String address) {
      var parts = address.split("\\.", -1);
      for (var i = 0; i < parts.length; i++) {
        parts[i] = "0".repeat(Math.max(0, 3 - parts[i].length())) + parts[i];
      }
      return String.join(".", parts);
    }
  }

  /// @return the choice in an address; what makes no sense there is as if it were absent
  static Choice of(QueryParameters query) {
    var sort = query.getSingleParameter(SORT).orElse(DOWN + Column.RESERVED.word());
    var isDescending = sort.startsWith(DOWN);
    var column = isDescending ? sort.substring(1) : sort;
    return new Choice(
        query.getSingleParameter(SEARCH).orElse(""),
        query.getSingleParameter(STATE).flatMap(Choice::look),
        Arrays.stream(Column.values())
            .filter(one -> one.word().equals(column))
            .findFirst()
            .orElse(Column.RESERVED),
        isDescending);
  }

  private static Optional<Look> look(String word) {
    return Arrays.stream(Look.values())
        .filter(look -> look.word().equalsIgnoreCase(word))
        .findFirst();
  }

  QueryParameters query() {
    var members = new LinkedHashMap<String, String>();
    if (!search.isBlank()) {
      members.put(SEARCH, search);
    }
    look.ifPresent(wanted -> members.put(STATE, wanted.word().toLowerCase(java.util.Locale.ROOT)));
    if (sort != ALL.sort || isDescending != ALL.isDescending) {
      members.put(SORT, (isDescending ? DOWN : "") + sort.word());
    }
    return QueryParameters.simple(Map.copyOf(members));
  }

  Choice withSearch(String words) {
    return new Choice(words, look, sort, isDescending);
  }

  Choice withLook(Optional<Look> wanted) {
    return new Choice(search, wanted, sort, isDescending);
  }

  Choice withSort(Column column, boolean descending) {
    return new Choice(search, look, column, descending);
  }

  /// @return the rows wanted, sorted
  List<Row> of(List<Row> rows) {
    var order = isDescending ? sort.order().reversed() : sort.order();
    return rows.stream()
        .filter(row -> look.isEmpty() || look.get() == row.look())
        .filter(row -> search.isBlank() || row.holds(search.strip()))
        .sorted(order)
        .toList();
  }

  boolean isFiltered() {
    return !search.isBlank() || look.isPresent();
  }
}
