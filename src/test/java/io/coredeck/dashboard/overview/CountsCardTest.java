package io.coredeck.dashboard.overview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What stands below the number of failed containers.
class CountsCardTest {

  @Test
  void only_what_failed_within_a_day_is_said_to_have() {
    assertThat(CountsCard.failed(5, 0)).isEqualTo("in the last 24 h");
    assertThat(CountsCard.failed(5, 2)).isEqualTo("3 in 24 h, 2 unpaid");
    assertThat(CountsCard.failed(2, 2)).isEqualTo("unpaid");
  }
}
