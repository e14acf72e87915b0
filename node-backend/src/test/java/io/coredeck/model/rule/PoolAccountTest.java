package io.coredeck.model.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.registry.Pool;
import io.coredeck.model.registry.PoolOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A pool's sums.
class PoolAccountTest {
  private static final long NOW = 1_606_000_000;

  @Test
  void a_new_pool_is_empty_and_lasts_for_ever() {
    var pool = PoolAccount.opened(3, order(86_400, 10), NOW);
    assertThat(pool.cus()).isZero();
    assertThat(pool.emptyAt()).isEqualTo(Long.MAX_VALUE);
    assertThat(pool.nodeIds()).containsExactly("n1");
  }

  @Test
  void what_is_ordered_is_added_to_what_is_left() {
    var pool = PoolAccount.with(pool(100, 50), 1, new CloudUnits(2, 0), NOW);
    var more = PoolAccount.credited(pool, order(10, 5), NOW + 20);
    assertThat(more.cus()).isEqualTo(100 - 40 + 10);
    assertThat(more.sus()).isEqualTo(55);
    assertThat(more.emptyAt()).isEqualTo(NOW + 20 + 35);
  }

  @Test
  void a_workload_uses_its_units_every_second_until_nothing_is_left() {
    var pool = PoolAccount.with(pool(100, 50), 1, new CloudUnits(0.25, 0.5), NOW);
    assertThat(pool.activeCu()).isEqualTo(0.25);
    assertThat(pool.activeWorkloadIds()).containsExactly(1L);
    assertThat(pool.emptyAt()).isEqualTo(NOW + 100);
    var later = PoolAccount.synced(pool, NOW + 40);
    assertThat(later.cus()).isEqualTo(90);
    assertThat(later.sus()).isEqualTo(30);
    assertThat(later.lastUpdated()).isEqualTo(NOW + 40);
    assertThat(PoolAccount.synced(pool, NOW + 1000).sus()).isZero();
  }

  @Test
  void a_workload_counts_once_and_is_freed_once() {
    var units = new CloudUnits(0.1, 0.2);
    var once = PoolAccount.with(pool(100, 50), 1, units, NOW);
    assertThat(PoolAccount.with(once, 1, units, NOW)).isEqualTo(once);
    var none = PoolAccount.without(once, 1, units, NOW);
    assertThat(none.activeCu()).isZero();
    assertThat(none.emptyAt()).isEqualTo(Long.MAX_VALUE);
    assertThat(PoolAccount.without(none, 1, units, NOW)).isEqualTo(none);
  }

  @Test
  void what_rounding_leaves_of_freed_units_is_nothing() {
    var pool = pool(100, 50);
    for (var id = 1; id <= 3; id++) {
      pool = PoolAccount.with(pool, id, new CloudUnits(0.1, 0), NOW);
    }
    for (var id = 1; id <= 3; id++) {
      pool = PoolAccount.without(pool, id, new CloudUnits(0.1, 0), NOW);
    }
    assertThat(pool.activeCu()).isZero();
  }

  @Test
  void the_end_is_computed_as_precisely_as_in_the_original() {
    assertThat(PoolAccount.with(pool(100, 50), 1, new CloudUnits(0.1, 0), NOW).emptyAt())
        .isEqualTo(NOW + 1000);
    assertThat(PoolAccount.with(pool(100, 50), 1, new CloudUnits(0.3, 0), NOW).emptyAt())
        .isEqualTo(NOW + 333);
    assertThat(PoolAccount.with(pool(9e18, 9e18), 1, new CloudUnits(0.001, 0), NOW).emptyAt())
        .isEqualTo(Long.MAX_VALUE);
    assertThat(PoolAccount.with(pool(0, 50), 1, new CloudUnits(0.3, 0), NOW).emptyAt())
        .isEqualTo(NOW);
  }

  @Test
  void a_clock_that_goes_back_gives_nothing_back() {
    var pool = PoolAccount.with(pool(100, 50), 1, new CloudUnits(1, 0), NOW);
    assertThat(PoolAccount.synced(pool, NOW - 50)).isEqualTo(pool);
  }

  @Test
  void a_workload_that_uses_nothing_outlasts_its_pool() {
    var dry = pool(0, 50);
    assertThat(PoolAccount.missing(dry)).isEqualTo(new CloudUnits(1, 0));
  }

  private static PoolOrder order(long cus, long sus) {
    return new PoolOrder("", "{}", 0, cus, sus, 0, List.of("n1"), List.of(), 7, "00", 0, "");
  }

  private static Pool pool(double cus, double sus) {
    return new Pool(1, cus, sus, 0, List.of("n1"), NOW, 0, 0, 0, Long.MAX_VALUE, 7, 0, List.of());
  }
}
