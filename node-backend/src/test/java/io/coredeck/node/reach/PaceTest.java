package io.coredeck.node.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What is too slow to be waited for.
class PaceTest {
  private final Pace pace = new Pace(0);

  private static long after(long seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }

  @Test
  void at_first_nothing_need_come() throws Exception {
    pace.came(0, after(30));
  }

  @Test
  void what_comes_fast_enough_may_take_long() throws Exception {
    for (int second = 1; second <= 600; second++) {
      pace.came(Pace.LEAST_PER_SECOND, after(second));
    }
    assertThat(pace).isNotNull();
  }

  @Test
  void what_drips_is_given_up() throws Exception {
    pace.came(10, after(30));
    assertThatExceptionOfType(WebException.class)
        .isThrownBy(() -> pace.came(1, after(31)))
        .withMessage(
            "it comes too slowly: 11 bytes in 31 seconds; at least 16 KiB a second are waited for");
  }
}
