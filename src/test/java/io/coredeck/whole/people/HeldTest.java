package io.coredeck.whole.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;

/// What is read from the histogram of a heap.
class HeldTest {

  @Test
  void what_the_collector_left_in_place_of_dead_objects_is_not_held() throws Exception {
    var held =
        Held.of(
            """
            4711:
             num     #instances         #bytes  class name (module)
            -------------------------------------------------------
               1:         48576        4663296  [B (java.base@25)
               2:             7        1000000  [Ljdk.internal.vm.FillerElement; (java.base@25)
              13:            51          40000  io.coredeck.dashboard.frame.Frame
            Total         48634        5703296
            """);
    assertThat(held.bytes()).isEqualTo(4_703_296);
    assertThat(held.count("io.coredeck.dashboard.frame.Frame")).isEqualTo(51);
    assertThat(held.count("io.coredeck.Nothing")).isZero();
  }

  @Test
  void what_is_no_histogram_is_said() {
    assertThatIOException()
        .isThrownBy(() -> Held.of("4711: No such process"))
        .withMessageContaining("No such process");
  }
}
