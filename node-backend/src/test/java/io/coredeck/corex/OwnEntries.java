package io.coredeck.corex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Descriptors and threads of this program: tests beside one have some too, for a while.
public final class OwnEntries {
  private static final Path SELF = Path.of("/proc/self");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long CHECK_MILLIS = 10;

  private OwnEntries() {}

  /// @param folder `fd` or `task`
  public static long count(String folder) throws IOException {
    try (var entries = Files.list(SELF.resolve(folder))) {
      return entries.count();
    }
  }

  /// Fails if there are not that few within half a minute.
  public static void awaitAtMost(String folder, long most) throws Exception {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    for (var now = count(folder); now > most; now = count(folder)) {
      assertThat(System.nanoTime())
          .as("%d in /proc/self/%s; it must be at most %d", now, folder, most)
          .isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(CHECK_MILLIS);
    }
  }
}
