package io.coredeck.node.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ends of containers are told, also on a machine that has nothing left to watch with.
class ExitWatchTest {
  private static final Duration OFTEN = Duration.ofMillis(10);
  private static final Duration SELDOM = Duration.ofDays(1);
  private static final long LIMIT_SECONDS = 50;

  @TempDir Path dir;
  private final LinkedBlockingQueue<Optional<String>> told = new LinkedBlockingQueue<>();

  private Optional<String> next() throws InterruptedException {
    var next = told.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  @Test
  void all_are_looked_at_first_and_then_each_new_file() throws Exception {
    try (var _ =
        ExitWatch.start(dir, FileSystems.getDefault()::newWatchService, SELDOM, told::add)) {
      assertThat(next()).isEmpty();
      Files.writeString(dir.resolve("1-1"), "0");
      assertThat(next()).contains("1-1");
    }
  }

  @Test
  void without_anything_to_watch_with_all_are_looked_at_until_there_is() throws Exception {
    var missing = new AtomicInteger(3);
    ExitWatch.Opener opener =
        () -> {
          if (missing.getAndDecrement() > 0) {
            throw new IOException("User limit of inotify instances reached or too many open files");
          }
          return FileSystems.getDefault().newWatchService();
        };
    try (var _ = ExitWatch.start(dir, opener, OFTEN, told::add)) {
      for (int i = 0; i < 4; i++) {
        assertThat(next()).isEmpty();
      }
      Files.writeString(dir.resolve("1-1"), "0");
      var name = next();
      while (name.isEmpty()) {
        name = next();
      }
      assertThat(name).contains("1-1");
    }
  }

  @Test
  void closing_ends_it_also_while_there_is_nothing_to_watch_with() throws Exception {
    ExitWatch.Opener opener =
        () -> {
          throw new IOException("none");
        };
    var watch = ExitWatch.start(dir, opener, SELDOM, told::add);
    assertThat(next()).isEmpty();
    watch.close();
    watch.close();
    assertThat(told).isEmpty();
  }
}
