package io.coredeck.dashboard.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.grid.GridNews.Happening;
import io.coredeck.model.Reservation;
import io.coredeck.sdk.ReservationFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is remembered of everything reserved.
class ReservedTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private final Reserved reserved = new Reserved();
  private final GridNews news = new GridNews();

  private void take(Reservation... part) {
    reserved.take(List.of(part), news);
  }

  @Test
  void what_ran_for_days_and_failed_now_is_shown_for_a_day() {
    var days = Duration.ofDays(3);
    take(Reserving.failed(1, NOW.minus(days), NOW), Reserving.failed(2, NOW.minus(days), NOW));
    assertThat(reserved.shown(NOW).list()).hasSize(2);
    assertThat(reserved.shown(NOW.plus(Duration.ofHours(23))).list()).hasSize(2);
    assertThat(reserved.shown(NOW.plus(Duration.ofHours(25))).list()).isEmpty();
    assertThat(reserved.remembered(1)).isPresent();
  }

  @Test
  void what_no_pool_could_pay_is_shown_until_it_is_deleted() {
    take(Reserving.unpaid(1, NOW.minus(Duration.ofDays(90))));
    assertThat(reserved.shown(NOW).list()).extracting(Reservation::id).containsExactly(1L);
    assertThat(reserved.find(1)).isPresent();
    take(Reserving.deleted(1, 1));
    assertThat(reserved.shown(NOW).list()).isEmpty();
    assertThat(reserved.remembered(1)).isPresent();
  }

  @Test
  void of_too_much_that_is_unpaid_its_owner_loses_the_oldest_and_nobody_else_any() {
    take(Reserving.unpaid(1, 7));
    for (var id = 2L; id <= Reserved.MOST_UNPAID + 2; id++) {
      take(Reserving.unpaid(id, 8));
    }
    assertThat(reserved.find(1)).isPresent();
    assertThat(reserved.find(2)).isEmpty();
    assertThat(reserved.find(3)).isPresent();
    assertThat(reserved.shown(NOW).list()).hasSize(1 + Reserved.MOST_UNPAID);
  }

  @Test
  void what_is_unpaid_of_all_has_a_limit_which_who_has_most_feels() {
    var perPerson = 100;
    var people = Reserved.MOST_UNPAID_OF_ALL / perPerson;
    for (var id = 0L; id < Reserved.MOST_UNPAID_OF_ALL; id++) {
      take(Reserving.unpaid(1 + id, 1 + id % people));
    }
    take(Reserving.unpaid(1_000_001, 1), Reserving.unpaid(1_000_002, 1));
    assertThat(reserved.shown(NOW).list()).hasSize(Reserved.MOST_UNPAID_OF_ALL);
    assertThat(reserved.find(1)).isEmpty();
    assertThat(reserved.find(1_000_002)).isPresent();
    assertThat(reserved.find(2)).isPresent();
  }

  @Test
  void of_too_many_failures_the_last_ones_stay_however_old_their_containers_are() {
    take(Reserving.failed(Reserved.MOST_FAILED + 1, NOW, NOW));
    for (var id = Reserved.MOST_FAILED; id > 0; id--) {
      take(Reserving.failed(id, NOW, NOW));
    }
    assertThat(reserved.find(1)).isPresent();
    assertThat(reserved.find(Reserved.MOST_FAILED + 1)).isEmpty();
  }

  @Test
  void everything_is_known_after_the_first_answer_that_is_not_full() {
    reserved.take(many(1), news);
    assertThat(reserved.isWhole()).isFalse();
    reserved.take(many(1 + ReservationFeed.MOST), news);
    assertThat(reserved.isWhole()).isFalse();
    take();
    assertThat(reserved.isWhole()).isTrue();
  }

  @Test
  void how_the_grid_was_found_is_no_news_and_what_happens_then_is() {
    reserved.take(many(1), news);
    reserved.take(many(1 + ReservationFeed.MOST), news);
    take(Reserving.failed(5000, NOW, NOW));
    assertThat(news.latest()).isZero();
    take(Reserving.failed(2, NOW, NOW));
    assertThat(news.after(0)).extracting(Happening::id).containsExactly(2L);
  }

  private static List<Reservation> many(long from) {
    var all = new ArrayList<Reservation>();
    for (var id = from; id < from + ReservationFeed.MOST; id++) {
      all.add(Reserving.running(id, 1));
    }
    return all;
  }

  @Test
  void what_was_started_again_restarts_for_a_while_and_then_runs() {
    take(Reserving.running(1, 1), Reserving.running(2, 1));
    var before = reserved.shown(NOW);
    reserved.restarted(1, NOW);
    var during = reserved.shown(NOW);
    assertThat(during.isRestarting(during.list().getFirst())).isTrue();
    assertThat(during.isRestarting(during.list().getLast())).isFalse();
    assertThat(during).isNotSameAs(before).isSameAs(reserved.shown(NOW.plusSeconds(1)));
    var after = reserved.shown(NOW.plus(Reserved.RESTARTED_LATELY).plusSeconds(1));
    assertThat(after.isRestarting(after.list().getFirst())).isFalse();
  }

  @Test
  void the_number_of_a_reservation_is_read_from_the_name_of_its_workload_or_there_is_none() {
    assertThat(Reserved.idOf("31-1")).isEqualTo(31);
    assertThat(Reserved.idOf("31")).isZero();
    assertThat(Reserved.idOf("-1")).isZero();
    assertThat(Reserved.idOf("x1-1")).isZero();
    assertThat(Reserved.idOf("9".repeat(30) + "-1")).isZero();
  }
}
