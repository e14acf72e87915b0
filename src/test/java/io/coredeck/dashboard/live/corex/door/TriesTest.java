package io.coredeck.dashboard.live.corex.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How people who guess are slowed.
class TriesTest {

  private long now;
  private final Tries tries = new Tries(() -> now);

  @Test
  void a_few_wrong_ones_cost_nothing_and_then_each_one_takes_its_time() {
    for (var wrong = 0; wrong < Tries.FREE; wrong++) {
      assertThat(tries.pause("ines 3-1")).isZero();
      tries.wrong("ines 3-1");
    }
    assertThat(tries.pause("ines 3-1")).isEqualTo(Tries.PAUSE);
    assertThat(tries.pause("omar 3-1")).isZero();
    now += Tries.PAUSE.toNanos();
    assertThat(tries.pause("ines 3-1")).isZero();
    tries.wrong("ines 3-1");
    assertThat(tries.pause("ines 3-1")).isEqualTo(Tries.PAUSE);
    now += Duration.ofHours(1).toNanos();
    assertThat(tries.pause("ines 3-1")).isZero();
  }

  @Test
  void only_so_many_are_remembered() {
    for (var wrong = 0; wrong < Tries.FREE; wrong++) {
      tries.wrong("ines 3-1");
    }
    for (var other = 0; other < Tries.MOST; other++) {
      tries.wrong("other " + other);
    }
    assertThat(tries.pause("ines 3-1")).isZero();
  }
}
