package io.coredeck.dashboard.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What is kept of what the explorer was asked for.
class PastTest {

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void what_is_deleted_is_asked_for_once() throws Exception {
    var past = new Past(id -> Reserving.deleted(id, asked.incrementAndGet()));
    assertThat(past.find(3)).isEqualTo(past.find(3));
    assertThat(asked).hasValue(1);
  }

  @Test
  void what_no_pool_could_pay_is_asked_for_again_as_it_can_still_be_deleted() throws Exception {
    var past =
        new Past(id ->
            asked.incrementAndGet() == 1
                ? Reserving.unpaid(id, Instant.EPOCH)
                : Reserving.deleted(id, 1));
    assertThat(past.find(3)).isNotEqualTo(past.find(3));
  }
}
