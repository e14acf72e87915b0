package io.coredeck.dashboard.widget.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a list page promises about its address and its rows.
class ListSpecTest {

  private static final ListSpec<String> SPEC =
      new ListSpec<>(
          "words",
          "Words",
          "",
          List.of(
              Column.<String>of("word", "Word", Cell.text(word -> word), 1)
                  .sortedBy(Comparator.naturalOrder()),
              Column.of("other", "Other", Cell.text(word -> word), 1)),
          List.of(new Filter<>("size", "Size", word -> "" + word.length(), size -> size)),
          "-word",
          word -> word,
          word -> "words/" + word,
          word -> word,
          Long::toString);

  private static Choice choice(Map<String, String> query) {
    return Choice.of(
        QueryParameters.simple(query), SPEC.filterNames(), SPEC.sortable(), SPEC.sort());
  }

  @Test
  void the_address_tells_what_is_seen_and_leads_back() {
    var choice = choice(Map.of("q", "a", "size", "3", "sort", "word"));
    assertThat(SPEC.chosen(List.of("cab", "abc", "a", "xyz"), choice))
        .containsExactly("abc", "cab");
    assertThat(Choice.of(choice.query(SPEC.sort()), SPEC.filterNames(), SPEC.sortable(), "-word"))
        .isEqualTo(choice);
  }

  @Test
  void the_usual_view_has_the_plain_address() {
    var choice = choice(Map.of());
    assertThat(choice.query(SPEC.sort()).getParameters()).isEmpty();
    assertThat(choice.isFiltered()).isFalse();
    assertThat(SPEC.chosen(List.of("a", "b"), choice)).containsExactly("b", "a");
  }

  @Test
  void nonsense_in_the_address_is_as_if_it_were_absent() {
    assertThat(choice(Map.of("sort", "-nothing", "size", " ", "x", "y")))
        .isEqualTo(choice(Map.of()));
    assertThat(choice(Map.of("sort", "other")).sort()).isEqualTo("word");
    assertThat(SPEC.chosen(List.of("a"), choice(Map.of("size", "<script>")))).isEmpty();
  }

  @Test
  void rows_stay_where_they_are_until_the_person_sorts() {
    assertThat(Rows.still(List.of("c", "a", "b"), List.of("a", "b", "c"), word -> word))
        .containsExactly("c", "a", "b");
    assertThat(Rows.still(List.of("c", "a", "b"), List.of("a", "c"), word -> word))
        .containsExactly("c", "a");
    assertThat(Rows.still(List.of("c", "a"), List.of("1", "a", "b", "c"), word -> word))
        .containsExactly("1", "c", "a", "b");
    assertThat(Rows.still(List.of(), List.of("a", "b"), word -> word)).containsExactly("a", "b");
  }
}
