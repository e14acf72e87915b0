package io.coredeck.corex.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What all outputs together may take.
@Timeout(60)
class MemoryTest {
  private static final long LIMIT = 4 << 20;

  private final ScheduledThreadPoolExecutor work = new ScheduledThreadPoolExecutor(1);
  private final Memory memory = new Memory(LIMIT, work);
  private final Semaphore goesOn = new Semaphore(0);
  private final List<Broadcast> all = new ArrayList<>();

  @AfterEach
  void close() {
    work.shutdownNow();
  }

  private Broadcast broadcast() {
    var made =
        new Broadcast(
            WindowSize.DEFAULT,
            new Broadcast.Surroundings(work, work, Duration.ofSeconds(1), memory),
            goesOn::release,
            _ -> {});
    all.add(made);
    return made;
  }

  private void print(Broadcast broadcast, String line, int lines) throws Exception {
    var text = line.repeat(100).getBytes(StandardCharsets.UTF_8);
    for (var i = 0; i < lines / 100; i++) {
      if (!broadcast.append(text, text.length)) {
        goesOn.acquire(); // the screen is read behind it
      }
    }
  }

  private void awaitAtMost(long bytes) throws Exception {
    while (memory.taken() > bytes) {
      Thread.onSpinWait();
    }
  }

  @Test
  void the_longest_histories_lose_their_older_half() throws Exception {
    for (var i = 0; i < 12; i++) {
      print(
          broadcast(),
          "\u001b[32mgreen\u001b[0m and sixty more characters in each of all lines\r\n",
          9000);
    }
    print(broadcast(), "short\r\n", 100);
    awaitAtMost(LIMIT);
    assertThat(all.getLast().last(100)).asString().contains("short");
    assertThat(all.getLast().keptBytes()).isPositive();
  }

  @Test
  void what_is_forgotten_is_free_again() throws Exception {
    print(broadcast(), "some text\r\n", 5000);
    var other = broadcast();
    print(other, "some text\r\n", 5000);
    all.forEach(Broadcast::forget);
    awaitAtMost(0);
    assertThat(memory.taken()).isZero();
  }
}
