package io.coredeck.dashboard.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What is made once of all reservations, for all who look.
class ReservationsTest {

  private static final AtomicInteger COUNTED = new AtomicInteger();
  private static final Made<Integer> COUNT =
      new Made<>(all -> {
        COUNTED.incrementAndGet();
        return all.list().size();
      });

  @Test
  void it_is_made_once_as_long_as_nothing_changes() {
    var all = Reservations.of(List.of(Reserving.running(1, 1)));
    COUNTED.set(0);
    assertThat(all.once(COUNT)).isEqualTo(1);
    assertThat(all.once(COUNT)).isEqualTo(1);
    assertThat(COUNTED).hasValue(1);
  }

  @Test
  void people_get_the_same_list_of_their_own_until_something_of_it_changes() {
    var own = Reserving.running(1, 7);
    var all = Reservations.of(List.of(own, Reserving.running(2, 8)));
    assertThat(all.of(7).list()).containsExactly(own).isSameAs(all.of(7).list());
    var others = all.next(List.of(own, Reserving.running(2, 8), Reserving.running(3, 8)), Set.of());
    assertThat(others.of(7)).isSameAs(all.of(7));
    var changed = others.next(List.of(Reserving.running(1, 7)), Set.of());
    assertThat(changed.of(7)).isNotSameAs(all.of(7));
    assertThat(changed.of(8).list()).isEmpty();
  }

  @Test
  void nobody_need_have_looked_in_between() {
    var own = Reserving.running(1, 7);
    var all = Reservations.of(List.of(own));
    var seen = all.of(7);
    var later = all.next(List.of(own, Reserving.running(2, 8)), Set.of());
    assertThat(later.next(List.of(own), Set.of()).of(7)).isSameAs(seen);
  }

  @Test
  void a_restart_is_a_change_for_its_owner_only() {
    var own = Reserving.running(1, 7);
    var other = Reserving.running(2, 8);
    var before = Reservations.of(List.of(own, other));
    var owned = before.of(7);
    var others = before.of(8);
    var after = before.next(List.of(own, other), Set.of(1L));
    assertThat(after.of(7)).isNotSameAs(owned);
    assertThat(after.of(7).isRestarting(own)).isTrue();
    assertThat(after.of(8)).isSameAs(others);
  }
}
