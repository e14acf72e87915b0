package io.coredeck.corex.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.plan.Restart.Policy;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What is promised of starting again.
class BackoffTest {
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final Backoff backoff = new Backoff();

  private long pause(Restart restart, boolean failure, Duration ran) {
    return backoff.after(restart, failure, ran).map(Duration::toMillis).orElse(-1L);
  }

  @Test
  void each_pause_is_twice_the_one_before_up_to_half_a_minute() {
    var restart = new Restart(Policy.ALWAYS, 100);
    for (var wanted : new long[] {500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000}) {
      assertThat(pause(restart, true, SHORT)).isEqualTo(wanted);
    }
    assertThat(backoff.total()).isEqualTo(8);
  }

  @Test
  void who_ran_for_a_minute_begins_anew() {
    var restart = new Restart(Policy.ALWAYS, 2);
    pause(restart, true, SHORT);
    pause(restart, true, SHORT);
    assertThat(pause(restart, true, Duration.ofSeconds(60))).isEqualTo(500);
    assertThat(backoff.gaveUp()).isFalse();
  }

  @Test
  void after_so_many_attempts_it_gives_up_until_somebody_starts_it() {
    var restart = new Restart(Policy.ON_FAILURE, 2);
    pause(restart, true, SHORT);
    pause(restart, true, SHORT);
    assertThat(pause(restart, true, SHORT)).isEqualTo(-1);
    assertThat(backoff.gaveUp()).isTrue();
    backoff.reset();
    assertThat(backoff.gaveUp()).isFalse();
    assertThat(pause(restart, true, SHORT)).isEqualTo(500);
  }

  @Test
  void the_policy_says_after_which_ends() {
    assertThat(pause(Restart.NEVER, true, SHORT)).isEqualTo(-1);
    assertThat(pause(new Restart(Policy.ON_FAILURE, 9), false, SHORT)).isEqualTo(-1);
    assertThat(pause(new Restart(Policy.ON_FAILURE, 9), true, SHORT)).isPositive();
    assertThat(pause(new Restart(Policy.ALWAYS, 9), false, SHORT)).isPositive();
    assertThat(backoff.gaveUp()).isFalse();
  }
}
