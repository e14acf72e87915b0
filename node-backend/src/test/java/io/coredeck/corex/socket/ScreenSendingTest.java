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
    assertThat(screen.begin(new byte[70_000], 5)).hasValue(1);
    assertThat(screen.next().orElseThrow().count()).isEqualTo(32_768);
    assertThat(screen.next().orElseThrow().from()).isEqualTo(32_768);
    assertThat(given).hasValue(0);
    assertThat(screen.next().orElseThrow().count()).isEqualTo(4464);
    assertThat(given).hasValue(1);
    assertThat(screen.next()).isEmpty();
    assertThat(screen.letGo(1)).isEqualTo(Look.DONE);
    assertThat(screen.isToBeginAnew()).isFalse();
  }

  @Test
  void a_viewer_that_takes_nothing_loses_it_and_begins_anew() {
    screen.begin(new byte[200_000], 5);
    screen.next();
    assertThat(screen.letGo(1)).isEqualTo(Look.AGAIN);
    screen.next();
    assertThat(screen.letGo(1)).as("it takes, slowly").isEqualTo(Look.AGAIN);
    assertThat(given).hasValue(0);
    assertThat(screen.letGo(1)).isEqualTo(Look.LOST);
    assertThat(given).hasValue(1);
    assertThat(screen.next()).isEmpty();
    assertThat(screen.isToBeginAnew()).isTrue();
    assertThat(screen.isToBeginAnew()).isFalse();
    assertThat(screen.missed(105)).isEqualTo(100);
    assertThat(screen.missed(205)).isZero();
  }

  @Test
  void what_is_little_waits_for_ever() {
    assertThat(screen.begin(new byte[65_536], 0)).isEmpty();
    assertThat(screen.letGo(1)).isEqualTo(Look.DONE);
    assertThat(screen.next()).isPresent();
  }

  @Test
  void an_empty_one_is_sent_at_once() {
    assertThat(screen.begin(new byte[0], 0)).isEmpty();
    assertThat(screen.next()).isEmpty();
    assertThat(given).hasValue(1);
  }

  @Test
  void who_looks_after_one_that_was_sent_does_nothing_to_the_next() {
    var first = screen.begin(new byte[70_000], 0).orElseThrow();
    for (var piece = 0; piece < 3; piece++) {
      screen.next();
    }
    var second = screen.begin(new byte[200_000], 0).orElseThrow();
    assertThat(screen.letGo(second)).isEqualTo(Look.AGAIN);
    assertThat(screen.letGo(first)).isEqualTo(Look.DONE);
    assertThat(screen.next()).isPresent();
    assertThat(screen.letGo(second)).isEqualTo(Look.AGAIN);
  }

  @Test
  void of_one_that_is_nearly_taken_only_the_rest_is_held() {
    var number = screen.begin(new byte[100_000], 0).orElseThrow();
    screen.next();
    screen.next();
    assertThat(screen.letGo(number)).isEqualTo(Look.DONE);
    assertThat(given).hasValue(1);
    var rest = screen.next().orElseThrow();
    assertThat(rest.screen()).hasSize(100_000 - 2 * 32_768);
    assertThat(rest.count()).isEqualTo(32_768);
    assertThat(screen.next().orElseThrow().count()).isEqualTo(100_000 - 3 * 32_768);
    assertThat(screen.next()).isEmpty();
  }
}
