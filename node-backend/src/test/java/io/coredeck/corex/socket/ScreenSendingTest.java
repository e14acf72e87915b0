package io.coredeck.corex.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.socket.ScreenSending.Look;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// How long a screen is held for a viewer.
class ScreenSendingTest {
  private final AtomicInteger given = new AtomicInteger();
  private final ScreenSending screen = new ScreenSending(given::incrementAndGet);

  @Test
  void it_is_held_until_its_last_piece_is_taken() {
    assertThat(screen.begin(new byte[70_000], 5)).isTrue();
    assertThat(screen.next().orElseThrow().count()).isEqualTo(32_768);
    assertThat(screen.next().orElseThrow().from()).isEqualTo(32_768);
    assertThat(given).hasValue(0);
    assertThat(screen.next().orElseThrow().count()).isEqualTo(4464);
    assertThat(given).hasValue(1);
    assertThat(screen.next()).isEmpty();
    assertThat(screen.letGo()).isEqualTo(Look.DONE);
    assertThat(screen.isToBeginAnew()).isFalse();
  }

  @Test
  void a_viewer_that_takes_nothing_loses_it_and_begins_anew() {
    screen.begin(new byte[200_000], 5);
    screen.next();
    assertThat(screen.letGo()).isEqualTo(Look.AGAIN);
    screen.next();
    assertThat(screen.letGo()).as("it takes, slowly").isEqualTo(Look.AGAIN);
    assertThat(given).hasValue(0);
    assertThat(screen.letGo()).isEqualTo(Look.LOST);
    assertThat(given).hasValue(1);
    assertThat(screen.next()).isEmpty();
    assertThat(screen.isToBeginAnew()).isTrue();
    assertThat(screen.isToBeginAnew()).isFalse();
    assertThat(screen.missed(105)).isEqualTo(100);
    assertThat(screen.missed(205)).isZero();
  }

  @Test
  void what_is_little_waits_for_ever() {
    assertThat(screen.begin(new byte[65_536], 0)).isFalse();
    assertThat(screen.letGo()).isEqualTo(Look.DONE);
    assertThat(screen.next()).isPresent();
  }

  @Test
  void an_empty_one_is_sent_at_once() {
    assertThat(screen.begin(new byte[0], 0)).isFalse();
    assertThat(screen.next()).isEmpty();
    assertThat(given).hasValue(1);
  }
}
