package io.coredeck.dashboard.pools;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.dashboard.grid.GridView;
import io.coredeck.model.Reservation;
import io.coredeck.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// When the page of pools asks the explorer for them.
class StaleTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private final Stale stale = new Stale();

  @Test
  void what_others_reserve_asks_for_nothing() {
    assertThat(stale.isStale(view(volume(1, 7)).of(7), NOW)).isTrue();
    var later = NOW.plusSeconds(60);
    assertThat(stale.isStale(view(volume(1, 7), volume(2, 8)).of(7), later)).isFalse();
    assertThat(stale.isStale(view(volume(1, 7), volume(3, 7)).of(7), later)).isTrue();
  }

  @Test
  void many_changes_at_once_are_asked_for_once_and_the_last_is_not_forgotten() {
    assertThat(stale.isStale(view(), NOW)).isTrue();
    assertThat(stale.isStale(view(volume(1, 7)), NOW.plusMillis(250))).isFalse();
    assertThat(stale.isStale(view(volume(1, 7), volume(2, 7)), NOW.plusMillis(500))).isFalse();
    assertThat(stale.isStale(view(volume(1, 7), volume(2, 7)), NOW.plusSeconds(2))).isTrue();
    assertThat(stale.isStale(view(volume(1, 7), volume(2, 7)), NOW.plusSeconds(9))).isFalse();
  }

  private static GridView view(Reservation... all) {
    return new GridView(NOW, List.of(), Stream.of(all).toList());
  }

  private static Reservation volume(long id, long tid) {
    return Json.reservation(
        """
        {"id": %d, "customer_tid": %d, "workload_id": 1, "workload_type": 2, "node_id": "n",
         "pool_id": 1, "next_action": 3, "size": 1, "type": 1}
        """
            .formatted(id, tid));
  }
}
