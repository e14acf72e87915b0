package io.coredeck.node.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who gets a place, and who waits.
@Timeout(120)
class PlacesTest {
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  @Test
  void nobody_takes_more_than_a_share_so_that_there_is_one_for_others() throws Exception {
    var places = new Places(3, 2);
    places.take(1);
    places.take(1);
    assertThat(places.take(1, AT_ONCE)).isEmpty();
    assertThat(places.take(2, AT_ONCE)).isPresent();
    assertThat(places.take(3, AT_ONCE)).isEmpty();
  }

  @Test
  void a_place_given_back_twice_is_free_once() throws Exception {
    var places = new Places(1, 1);
    var place = places.take(1);
    place.close();
    place.close();
    assertThat(places.take(1, AT_ONCE)).isPresent();
    assertThat(places.take(2, AT_ONCE)).isEmpty();
  }

  @Test
  void who_has_the_fewest_is_next_and_among_them_who_came_first() throws Exception {
    var places = new Places(3, 3);
    var held = List.of(places.take(1), places.take(1), places.take(2));
    var served = new CopyOnWriteArrayList<Long>();
    var threads = new ArrayList<Thread>();
    for (var tenant : List.of(1L, 2L, 3L)) {
      var thread =
          Thread.ofPlatform()
              .start(() -> {
                try (var _ = places.take(tenant)) {
                  served.add(tenant);
                } catch (InterruptedException _) {
                  Thread.currentThread().interrupt();
                }
              });
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      threads.add(thread);
    }
    held.getFirst().close();
    for (var thread : threads) {
      thread.join();
    }
    assertThat(served).first().isEqualTo(3L);
    assertThat(served).containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  @Test
  void who_is_interrupted_while_waiting_takes_none() throws Exception {
    var places = new Places(1, 1);
    var place = places.take(1);
    var gone = new CountDownLatch(1);
    var waiting =
        Thread.ofPlatform()
            .start(() -> {
              try (var _ = places.take(2)) {
                throw new AssertionError("there is no place");
              } catch (InterruptedException _) {
                gone.countDown();
              }
            });
    waiting.interrupt();
    gone.await();
    place.close();
    assertThat(places.take(3, AT_ONCE)).isPresent();
  }

  @Test
  void there_is_a_place_for_each() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Places(2, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> new Places(2, 0));
  }

  @Test
  void who_only_waits_has_no_place_meanwhile_and_one_again_after() throws Exception {
    var places = new Places(1, 1);
    Turn.take(
        places,
        1,
        () -> {
          assertThat(places.take(2, AT_ONCE)).isEmpty();
          var pause = Turn.pause();
          try {
            Turn.take(places, 2, () -> assertThat(places.take(3, AT_ONCE)).isEmpty());
          } finally {
            pause.end();
          }
          assertThat(places.take(2, AT_ONCE)).isEmpty();
        });
    assertThat(places.take(2, AT_ONCE)).isPresent();
  }

  @Test
  void outside_of_a_turn_there_is_nothing_to_give_back() throws Exception {
    Turn.pause().end();
  }
}
