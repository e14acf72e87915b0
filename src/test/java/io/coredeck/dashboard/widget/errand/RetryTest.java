package io.coredeck.dashboard.widget.errand;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// When a page asks again for what it did not get.
class RetryTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private final Retry retry = new Retry();

  @Test
  void what_worked_is_not_asked_for_again() {
    assertThat(retry.isDue(NOW, true)).isFalse();
    retry.failed(NOW);
    retry.worked();
    assertThat(retry.isDue(NOW, false)).isFalse();
    assertThat(retry.isDue(NOW.plusSeconds(600), true)).isFalse();
  }

  @Test
  void as_soon_as_the_explorer_is_back_it_is_asked_again() {
    for (var i = 0; i < 10; i++) {
      retry.failed(NOW);
    }
    assertThat(retry.isDue(NOW, true)).isFalse();
    assertThat(retry.isDue(NOW.plusSeconds(1), false)).isFalse();
    assertThat(retry.isDue(NOW.plusSeconds(2), true)).isTrue();
  }

  @Test
  void while_the_explorer_refuses_it_is_asked_ever_more_seldom() {
    retry.failed(NOW);
    assertThat(retry.isDue(NOW.plusSeconds(1), true)).isFalse();
    assertThat(retry.isDue(NOW.plusSeconds(2), true)).isTrue();
    retry.failed(NOW);
    assertThat(retry.isDue(NOW.plusSeconds(3), true)).isFalse();
    for (var i = 0; i < 10; i++) {
      retry.failed(NOW);
    }
    assertThat(retry.isDue(NOW.plusSeconds(59), true)).isFalse();
    assertThat(retry.isDue(NOW.plusSeconds(60), true)).isTrue();
  }
}
