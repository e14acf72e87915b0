package io.coredeck.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When samples are taken.
class StatsSweepTest {

  @ParameterizedTest
  @CsvSource({
    "0, 500",
    "499, 1",
    "500, 2000",
    "501, 1999",
    "2499, 1",
    "2500, 2000",
    "1795433478123, 377",
  })
  void the_next_sweep_is_in_the_middle_of_an_even_second(long now, long wait) {
    assertThat(StatsSweep.untilNext(now)).isEqualTo(wait);
    assertThat((now + wait) % 2000).isEqualTo(500);
  }
}
