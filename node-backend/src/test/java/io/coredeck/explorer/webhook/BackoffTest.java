package io.coredeck.explorer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How long to wait after failures.
class BackoffTest {

  @Test
  void waits_grow_threefold_up_to_the_longest() {
    assertThat(pause(1, 0)).isEqualTo(Duration.ofSeconds(5));
    assertThat(pause(2, 0)).isEqualTo(Duration.ofSeconds(15));
    assertThat(pause(3, 0)).isEqualTo(Duration.ofSeconds(45));
    assertThat(pause(9, 0)).isEqualTo(Backoff.LONGEST);
    assertThat(pause(Long.MAX_VALUE, 0)).isEqualTo(Backoff.LONGEST);
  }

  @Test
  void chance_leaves_out_up_to_half() {
    assertThat(pause(2, 0.5)).isEqualTo(Duration.ofMillis(11_250));
    assertThat(pause(2, 1)).isEqualTo(Duration.ofMillis(7_500));
  }

  @Test
  void all_tries_together_take_about_as_long_as_a_delivery_may_wait() {
    var sum = Duration.ZERO;
    for (var failures = 1; failures < Bounds.MOST_ATTEMPTS; failures++) {
      sum = sum.plus(pause(failures, 0));
    }
    assertThat(sum).isBetween(Bounds.MOST_AGE.minusHours(6), Bounds.MOST_AGE.plusHours(6));
  }

  private static Duration pause(long failures, double chance) {
    return Backoff.after(failures, Backoff.LONGEST, chance);
  }
}
