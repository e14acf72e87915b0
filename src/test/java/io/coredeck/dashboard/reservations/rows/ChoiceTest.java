package io.coredeck.dashboard.reservations.rows;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.QueryParameters;
import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.reservations.rows.Choice.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a person's choice does to the list, and that it survives in an address.
class ChoiceTest {

  private static final Row WEB = row(1, Look.RUNNING, "web", "172.24.1.9");
  private static final Row DB = row(2, Look.FAILED, "Database", "172.24.1.10");
  private static final Row JOB = row(3, Look.RUNNING, "job", "172.24.1.2");
  private static final List<Row> ALL = List.of(WEB, DB, JOB);

  private static Row row(long id, Look look, String name, String address) {
    return Row.of(Some.container(id, look, name, address), look, "node-01").orElseThrow();
  }

  @Test
  void the_newest_comes_first_unless_said_otherwise() {
    assertThat(Choice.ALL.of(ALL, 1)).containsExactly(JOB, DB, WEB);
  }

  @Test
  void every_word_searched_for_must_be_in_the_row_in_any_case() {
    assertThat(Choice.ALL.withSearch("data 1.10").of(ALL, 1)).containsExactly(DB);
    assertThat(Choice.ALL.withSearch("DATABASE").of(ALL, 1)).containsExactly(DB);
    assertThat(Choice.ALL.withSearch("data web").of(ALL, 1)).isEmpty();
    assertThat(Choice.ALL.withSearch("running").of(ALL, 1)).containsExactly(JOB, WEB);
  }

  @Test
  void a_state_is_found_by_its_word_in_the_language_of_the_reader_and_in_addresses() {
    try {
      UI.setCurrent(
          new UI() {
            private static final long serialVersionUID = 1L;

            @Override
            public Locale getLocale() {
              return Locale.GERMAN;
            }
          });
      assertThat(Choice.ALL.withSearch("läuft").of(ALL, 1)).containsExactly(JOB, WEB);
      assertThat(Choice.ALL.withSearch("running").of(ALL, 1)).containsExactly(JOB, WEB);
    } finally {
      UI.setCurrent(null);
    }
  }

  @Test
  void a_state_filters() {
    assertThat(Choice.ALL.withLook(Optional.of(Look.FAILED)).of(ALL, 1)).containsExactly(DB);
  }

  @Test
  void node_network_and_owner_filter() {
    assertThat(Choice.ALL.withNode("node-01").of(ALL, 1)).hasSize(3);
    assertThat(Choice.ALL.withNode("node-02").of(ALL, 1)).isEmpty();
    assertThat(Choice.ALL.withNetwork("default").of(ALL, 1)).hasSize(3);
    assertThat(Choice.ALL.withNetwork("other").of(ALL, 1)).isEmpty();
    assertThat(Choice.ALL.withMine(true).of(ALL, 1)).hasSize(3);
    assertThat(Choice.ALL.withMine(true).of(ALL, 2)).isEmpty();
  }

  @Test
  void addresses_sort_as_numbers_and_names_without_case() {
    assertThat(Choice.ALL.withSort(Column.ADDRESS, false).of(ALL, 1)).containsExactly(JOB, WEB, DB);
    assertThat(Choice.ALL.withSort(Column.NAME, false).of(ALL, 1)).containsExactly(DB, JOB, WEB);
    assertThat(Choice.ALL.withSort(Column.NAME, true).of(ALL, 1)).containsExactly(WEB, JOB, DB);
  }

  @Test
  void a_choice_survives_in_an_address() {
    var choice =
        new Choice(
            "a b&c", Optional.of(Look.RUNNING), "node-01", "net 1", true, Column.ADDRESS, false);
    assertThat(Choice.of(choice.query())).isEqualTo(choice);
    assertThat(Choice.ALL.query().getParameters()).isEmpty();
  }

  @Test
  void an_address_that_makes_no_sense_shows_everything() {
    assertThat(Choice.of(QueryParameters.fromString("state=odd&sort=-nothing")))
        .isEqualTo(Choice.ALL);
  }

  @Test
  void thirty_thousand_rows_are_filtered_and_sorted_at_once() {
    var many = new ArrayList<Row>();
    for (var id = 0; id < 30_000; id++) {
      many.add(row(id, Look.RUNNING, "web-" + id, "172.24.%d.%d".formatted(id / 250, id % 250)));
    }
    assertThat(Choice.ALL.withSearch("web-299").withSort(Column.NAME, false).of(many, 1))
        .hasSize(111);
  }

  @Test
  void a_row_in_a_file_is_quoted_and_no_spreadsheet_runs_it() {
    var odd = row(4, Look.RUNNING, "=HYPERLINK(\"x\")", "172.24.1.3");
    assertThat(Export.csv(List.of(odd), _ -> Optional.empty()))
        .startsWith("id,state,name,")
        .contains("4-1,Running,\"'=HYPERLINK(\"\"x\"\")\",demo/busybox,node-01,172.24.1.3,");
  }
}
