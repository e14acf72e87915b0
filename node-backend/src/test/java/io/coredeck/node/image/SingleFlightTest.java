package io.coredeck.node.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What those may expect who want the same thing at the same time.
@Timeout(30)
class SingleFlightTest {
  private final SingleFlight<String, String> flights = new SingleFlight<>();

  @Test
  void who_waits_gets_what_the_first_got() throws Exception {
    var second = new FutureTask<>(() -> flights.run("key", () -> "second"));
    assertThat(flights.run("key", () -> afterSomebodyWaits(second, "first"))).isEqualTo("first");
    assertThat(second.get()).isEqualTo("first");
  }

  @Test
  void who_waits_fails_as_the_first_failed() {
    var second = new FutureTask<>(() -> flights.run("key", () -> "second"));
    assertThatThrownBy(() ->
            flights.run(
                "key",
                () -> {
                  afterSomebodyWaits(second, "");
                  throw new IOException("gone");
                }))
        .hasMessage("gone");
    assertThatThrownBy(second::get)
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("gone");
  }

  @Test
  void who_waits_with_means_of_its_own_tries_them_when_those_of_the_first_fail() throws Exception {
    var second = new FutureTask<>(() -> flights.runOrTry("key", () -> "second"));
    assertThatThrownBy(() ->
            flights.runOrTry(
                "key",
                () -> {
                  afterSomebodyWaits(second, "");
                  throw new IOException("gone");
                }))
        .hasMessage("gone");
    assertThat(second.get()).isEqualTo("second");
  }

  private static String afterSomebodyWaits(FutureTask<String> second, String result) {
    var thread = Thread.ofPlatform().start(second);
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    return result;
  }
}
