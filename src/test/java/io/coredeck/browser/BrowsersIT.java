package io.coredeck.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// That browsers end with the program that has started them.
class BrowsersIT {

  @Test
  void a_browser_that_nobody_ends_does_not_keep_its_program_alive() {
    var before = lasting();
    var playwright = Browsers.playwright();
    try (playwright) {
      assertThat(lasting()).isSubsetOf(before);
    }
  }

  /// Threads that keep this JVM alive.
  private static Set<Thread> lasting() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon())
        .collect(Collectors.toSet());
  }
}
