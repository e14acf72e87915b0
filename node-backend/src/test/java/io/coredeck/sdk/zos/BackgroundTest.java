package io.coredeck.sdk.zos;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What becomes of waits that nobody waits for.
class BackgroundTest {

  @Test
  void an_error_is_told_to_who_waits() {
    try (var background = new Background()) {
      var wait =
          background.run(
              "fails",
              () -> {
                throw new StackOverflowError("too deep");
              });
      assertThatThrownBy(() -> wait.get(30, TimeUnit.SECONDS))
          .hasRootCauseInstanceOf(StackOverflowError.class);
    }
  }
}
