package io.coredeck.dashboard.reservations.rows;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.frame.Look;
import io.coredeck.dashboard.grid.GridView;
import io.coredeck.dashboard.reservations.rows.Row.Kind;
import io.coredeck.dashboard.reservations.rows.Snapshot.Scope;
import io.coredeck.model.Reservation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the index of rows promises to all who look.
class IndexTest {

  private static final Scope EVERYBODY = new Scope(Optional.empty());
  private static final int MANY = 30_000;

  private static GridView view(List<Reservation> live) {
    return new GridView(Instant.now(), List.of(), live);
  }

  private static List<Reservation> many() {
    var all = new ArrayList<Reservation>();
    for (var id = 1; id <= MANY; id++) {
      all.add(
          Some.container(
              id, Look.RUNNING, "web-" + id, "172.24.%d.%d".formatted(id / 250, id % 250)));
    }
    return List.copyOf(all);
  }

  @Test
  void nothing_is_made_anew_while_nothing_changes() {
    var index = new Index();
    var live = List.of(Some.container(1, Look.RUNNING, "web", "172.24.1.2"));
    assertThat(index.of(view(live))).isSameAs(index.of(view(live)));
  }

  @Test
  void after_a_change_only_the_rows_that_changed_are_new() {
    var index = new Index();
    var one = Some.container(1, Look.RUNNING, "web", "172.24.1.2");
    var two = Some.container(2, Look.STARTING, "db", "172.24.1.3");
    var before = index.of(view(List.of(one, two))).of(EVERYBODY, Kind.CONTAINERS);
    var later = Some.container(2, Look.RUNNING, "db", "172.24.1.3");
    var after = index.of(view(List.of(one, later))).of(EVERYBODY, Kind.CONTAINERS);
    assertThat(after.getFirst()).isSameAs(before.getFirst());
    assertThat(after.getLast().look()).isEqualTo(Look.RUNNING);
  }

  @Test
  void people_see_only_their_own_where_their_scope_says_so() {
    var snapshot =
        new Index().of(view(List.of(Some.container(1, Look.RUNNING, "web", "172.24.1.2"))));
    assertThat(snapshot.of(new Scope(Optional.of(1L)), Kind.CONTAINERS)).hasSize(1);
    assertThat(snapshot.of(new Scope(Optional.of(2L)), Kind.CONTAINERS)).isEmpty();
    assertThat(snapshot.networks(EVERYBODY, Kind.CONTAINERS)).containsExactly("default");
  }

  @Test
  void the_same_wish_of_another_page_costs_nothing() {
    var snapshot = new Index().of(view(many()));
    var choice = Choice.ALL.withSearch("web-299");
    assertThat(snapshot.of(EVERYBODY, Kind.CONTAINERS, choice, 1))
        .hasSize(111)
        .isSameAs(snapshot.of(EVERYBODY, Kind.CONTAINERS, choice, 2));
  }

  @Test
  void thirty_thousand_rows_are_searched_and_sorted() {
    var rows =
        new Index()
            .of(view(many()))
            .of(
                EVERYBODY,
                Kind.CONTAINERS,
                Choice.ALL.withSearch("web").withSort(Choice.Column.ADDRESS, false),
                1);
    assertThat(rows).hasSize(MANY);
  }
}
