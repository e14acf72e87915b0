package io.coredeck.node.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.Bytes;
import io.coredeck.model.StatsSample;
import io.coredeck.node.telemetry.stats.StatsPeak;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When samples are taken, and what is kept of a minute.
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

  private static StatsSample sample(long second, long memory, long cpu, long pids) {
    return new StatsSample(
        second, Bytes.ofMiB(memory), Bytes.ofMiB(64), Bytes.ofMiB(memory / 2), cpu, pids);
  }

  @Test
  void of_a_minute_the_highest_is_kept_when_the_next_begins() {
    var peak = new StatsPeak();
    assertThat(peak.take(sample(118, 9, 1, 9))).isEmpty();
    assertThat(peak.take(sample(120, 10, 100, 3))).contains(sample(118, 9, 1, 9));
    assertThat(peak.take(sample(140, 40, 200, 2))).isEmpty();
    assertThat(peak.take(sample(178, 20, 300, 7))).isEmpty();
    assertThat(peak.take(sample(180, 1, 400, 1))).contains(sample(178, 40, 300, 7));
  }
}
