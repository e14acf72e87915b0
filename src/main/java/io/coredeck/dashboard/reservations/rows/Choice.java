package io.coredeck.dashboard.reservations.rows;

import com.vaadin.flow.router.QueryParameters;
import io.coredeck.dashboard.frame.Look;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What of the list a person wants to see, as it stands in the page's address.
///
/// @param search words that must be in a row; empty for any
/// @param look the state wanted; empty for any
/// @param node the node wanted; empty for any
/// @param network the network wanted; empty for any
/// @param isMine only what belongs to the person
/// @param sort the column sorted by
/// @param isDescending the other way round
public record Choice(
    String search,
    Optional<Look> look,
    String node,
    String network,
    boolean isMine,
    Column sort,
    boolean isDescending) {

  private static final String SEARCH = "q";
  private static final String STATE = "state";
  private static final String NODE = "node";
  private static final String NETWORK = "network";
  private static final String MINE = "mine";
  private static final String SORT = "sort";
  private static final String DOWN = "-";
  private static final int LONGEST = 200;

  public static final Choice ALL =
      new Choice("", Optional.empty(), "", "", false, Column.RESERVED, true);

  public Choice {
    search = search.length() <= LONGEST ? search : search.substring(0, LONGEST);
  }

  /// The columns one can sort by.
  public enum Column {
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
            case ADDRESS -> Comparator.comparingLong(Row::addressOrder);
            case RESERVED -> Comparator.comparingLong(Row::reserved);
          };
      return first.thenComparingLong(Row::id);
    }

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// @return the choice in an address; what makes no sense there is as if it were absent
  public static Choice of(QueryParameters query) {
    var sort = query.getSingleParameter(SORT).orElse(DOWN + Column.RESERVED.word());
    var isDescending = sort.startsWith(DOWN);
    var column = isDescending ? sort.substring(1) : sort;
    return new Choice(
        query.getSingleParameter(SEARCH).orElse(""),
        query.getSingleParameter(STATE).flatMap(Choice::look),
        query.getSingleParameter(NODE).orElse(""),
        query.getSingleParameter(NETWORK).orElse(""),
        query.getSingleParameter(MINE).filter("yes"::equals).isPresent(),
        Arrays.stream(Column.values())
            .filter(one -> one.word().equals(column))
            .findFirst()
            .orElse(Column.RESERVED),
        isDescending);
  }

  private static Optional<Look> look(String word) {
    return Arrays.stream(Look.values())
        .filter(look -> look.name().equalsIgnoreCase(word))
        .findFirst();
  }

  public QueryParameters query() {
    var members = new LinkedHashMap<String, String>();
    members.put(SEARCH, search.strip());
    members.put(STATE, look.map(wanted -> wanted.name().toLowerCase(Locale.ROOT)).orElse(""));
    members.put(NODE, node);
    members.put(NETWORK, network);
    members.put(MINE, isMine ? "yes" : "");
    var isUsual = sort == ALL.sort && isDescending == ALL.isDescending;
    members.put(SORT, isUsual ? "" : (isDescending ? DOWN : "") + sort.word());
    members.values().removeIf(String::isEmpty);
    return QueryParameters.simple(Map.copyOf(members));
  }

  public Choice withSearch(String words) {
    return new Choice(words, look, node, network, isMine, sort, isDescending);
  }

  public Choice withLook(Optional<Look> wanted) {
    return new Choice(search, wanted, node, network, isMine, sort, isDescending);
  }

  public Choice withNode(String wanted) {
    return new Choice(search, look, wanted, network, isMine, sort, isDescending);
  }

  public Choice withNetwork(String wanted) {
    return new Choice(search, look, node, wanted, isMine, sort, isDescending);
  }

  public Choice withMine(boolean wanted) {
    return new Choice(search, look, node, network, wanted, sort, isDescending);
  }

  public Choice withSort(Column column, boolean descending) {
    return new Choice(search, look, node, network, isMine, column, descending);
  }

  /// @return the same order, without search and filter
  public Choice withoutFilter() {
    return new Choice("", Optional.empty(), "", "", false, sort, isDescending);
  }

  /// @param tid whose rows are the person's own
  /// @return the rows wanted, sorted
  public List<Row> of(List<Row> rows, long tid) {
    var order = isDescending ? sort.order().reversed() : sort.order();
    return rows.stream()
        .filter(row -> look.isEmpty() || look.get() == row.look())
        .filter(row -> node.isEmpty() || node.equals(row.node()))
        .filter(row -> network.isEmpty() || network.equals(row.network()))
        .filter(row -> !isMine || row.tid() == tid)
        .filter(holdsAll())
        .sorted(order)
        .toList();
  }

  /// Every word must be somewhere in what a row shows, its state's word included, as the reader
  /// calls it or as it stands in addresses.
  private Predicate<Row> holdsAll() {
    Predicate<Row> all = _ -> true;
    for (var word : search.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
      if (!word.isEmpty()) {
        var looks = looks(word);
        all = all.and(row -> looks.contains(row.look()) || row.found().contains(word));
      }
    }
    return all;
  }

  private static Set<Look> looks(String word) {
    var looks = EnumSet.noneOf(Look.class);
    for (var look : Look.values()) {
      var words = look.word() + "\n" + look.text();
      if (words.toLowerCase(Locale.ROOT).contains(word)) {
        looks.add(look);
      }
    }
    return looks;
  }

  public boolean isFiltered() {
    return !search.isBlank() || look.isPresent() || !(node + network).isEmpty() || isMine;
  }
}
