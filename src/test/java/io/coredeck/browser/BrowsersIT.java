package io.coredeck.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/// That browsers end with the program that has started them.
class BrowsersIT {

  private static final int MOST_THREADS = 100;

  @Test
  void a_browser_that_nobody_ends_does_not_keep_its_program_alive() throws Exception {
    var group = new ThreadGroup("of a browser"); // its threads' threads are in it too
    var begun = new FutureTask<>(Browsers::playwright);
    Thread.ofPlatform().group(group).daemon().start(begun);
    var playwright = begun.get();
    try (playwright) {
      assertThat(threads(group)).isNotEmpty().allMatch(Thread::isDaemon);
    }
  }

  private static List<Thread> threads(ThreadGroup group) {
    var threads = new Thread[MOST_THREADS];
    return Arrays.asList(threads).subList(0, group.enumerate(threads));
  }
}
