package io.coredeck.dashboard.live.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.coredeck.dashboard.live.redis.Entry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How numbers become what a page shows.
class SampleTest {

  private static Entry entry(long t, long second, long nanos) {
    return new Entry(
        t + "-0",
        Map.of("timestamp", bytes(second), "cpu_usage", bytes(nanos), "memory_usage", bytes(9)));
  }

  private static byte[] bytes(long number) {
    return Long.toString(number).getBytes(StandardCharsets.UTF_8);
  }

  private static double cores(Entry before, Entry after) {
    return Sample.of(after, Sample.of(before, null)).cores();
  }

  @Test
  void the_rate_is_exact_though_the_nodes_seconds_are_whole() {
    // 1.9 s between the samples, which look like 1 s.
    assertThat(cores(entry(2_000_050, 2000, 0), entry(2_001_950, 2001, 950_000_000)))
        .isEqualTo(0.5, within(0.0001));
    // 2.1 s, which look like 3 s.
    assertThat(cores(entry(1_999_950, 1999, 0), entry(2_002_050, 2002, 4_200_000_000L)))
        .isEqualTo(2.0, within(0.0001));
  }

  @Test
  void samples_that_were_held_up_on_their_way_make_no_peak() {
    // Both came at the same moment, but were taken 2 s apart.
    assertThat(cores(entry(2_001_990, 2000, 0), entry(2_002_010, 2002, 1_000_000_000)))
        .isEqualTo(0.5, within(0.0001));
  }

  @Test
  void after_a_restart_a_hole_or_at_the_start_the_rate_is_unknown() {
    assertThat(cores(entry(2_000_000, 2000, 500), entry(2_002_000, 2002, 100))).isNaN();
    assertThat(cores(entry(2_000_000, 2000, 0), entry(2_010_000, 2010, 100))).isNaN();
    assertThat(Sample.of(entry(2_000_000, 2000, 500), null).cores()).isNaN();
  }

  @Test
  void a_stretch_keeps_the_least_and_the_greatest_in_the_order_they_came() {
    var stretch =
        List.of(sample(1, Double.NaN, 5), sample(2, 0.9, 1), sample(3, 0.1, 7), sample(4, 0.5, 3));
    var rows = History.fold(stretch);
    assertThat(rows).extracting(Sample::cores).containsExactly(0.9, 0.1);
    assertThat(rows).extracting(Sample::memory).containsExactly(1L, 7L);
    assertThat(rows).extracting(Sample::t).containsExactly(1L, 4L);
  }

  private static Sample sample(long t, double cores, long memory) {
    return new Sample(t, 0, 0, cores, memory, 0, 0, 0);
  }

  @Test
  void what_is_no_request_is_refused_with_a_reason() {
    for (var text :
        List.of(
            "{}",
            "[]",
            "{\"subscribe\":\"all\"}",
            "{\"subscribe\":\"row\",\"containers\":[\"../1\"]}",
            "{\"subscribe\":\"node\",\"nodes\":[\"0OIl\"]}",
            "{\"subscribe\":\"full\",\"key\":\"a\",\"container\":\"7-1\",\"columns\":100}",
            "{\"subscribe\":\"full\",\"key\":\"\",\"container\":\"7-1\",\"last\":1,\"columns\":100}",
            "{\"subscribe\":\"full\",\"key\":\"a\",\"container\":\"7-1\",\"last\":1,\"columns\":1}")) {
      assertThatThrownBy(() -> Ask.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
