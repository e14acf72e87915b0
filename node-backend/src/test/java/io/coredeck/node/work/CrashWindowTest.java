package io.coredeck.node.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What the node promises about a container that ends by itself.
class CrashWindowTest {

  private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

  private final CrashWindow window = new CrashWindow();

  @Test
  void three_exits_within_a_minute_are_followed_by_a_restart_and_the_fourth_is_not() {
    assertThat(window.allowsRestart(START)).isTrue();
    assertThat(window.allowsRestart(START.plusSeconds(10))).isTrue();
    assertThat(window.allowsRestart(START.plusSeconds(20))).isTrue();
    assertThat(window.allowsRestart(START.plusSeconds(60))).isFalse();
  }

  @Test
  void after_a_minute_the_count_starts_anew() {
    for (var second = 0; second < 3; second++) {
      assertThat(window.allowsRestart(START.plusSeconds(second))).isTrue();
    }
    assertThat(window.allowsRestart(START.plusSeconds(61))).isTrue();
    assertThat(window.allowsRestart(START.plusSeconds(62))).isTrue();
    assertThat(window.allowsRestart(START.plusSeconds(63))).isTrue();
    assertThat(window.allowsRestart(START.plusSeconds(64))).isFalse();
  }

  @Test
  void the_window_is_fixed_at_the_first_exit_and_does_not_slide() {
    assertThat(window.allowsRestart(START)).isTrue();
    assertThat(window.allowsRestart(START.plusSeconds(50))).isTrue();
    assertThat(window.allowsRestart(START.plusSeconds(100))).isTrue();
    assertThat(window.allowsRestart(START.plusSeconds(101))).isTrue();
    assertThat(window.allowsRestart(START.plusSeconds(102))).isTrue();
    assertThat(window.allowsRestart(START.plusSeconds(103))).isFalse();
  }
}
