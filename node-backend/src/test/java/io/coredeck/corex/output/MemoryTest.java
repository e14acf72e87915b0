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
            Memory.History.usual(),
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
  void ten_thousand_coloured_lines_as_long_as_a_window_is_wide_are_usually_kept() {
    var size = new WindowSize(120, 24);
    var screen = new LiveScreen(new SizeMarks(size).newest(), Memory.History.usual());
    for (var i = 0; i < 10_000 + size.rows() - 1; i++) {
      var line =
          "\u001b[90m2026-11-30T12:00:00\u001b[0m \u001b[32mINFO\u001b[0m \u001b[1;36mshop.%05d\u001b[0m %s\r\n"
              .formatted(i, "x".repeat(80));
      screen.write(line.getBytes(StandardCharsets.UTF_8), line.length());
    }
    var text = new String(screen.snapshot(10_000), StandardCharsets.UTF_8);
    assertThat(text).contains("shop.00000", "shop.10022");
  }

  /// A viewer that asks for all steps there are.
  private static List<Attachment.Step> steps(Attachment viewer) {
    var all = new ArrayList<Attachment.Step>();
    for (var step = viewer.next(0); !(step instanceof Attachment.Nothing); step = viewer.next(0)) {
      all.add(step);
    }
    return all;
  }

  private static boolean isWhole(List<Attachment.Step> steps) {
    return steps.stream().anyMatch(step -> step instanceof Attachment.Screenful s && s.whole());
  }

  @Test
  void who_begins_while_many_hold_their_copies_gets_the_screen_and_the_rest_later()
      throws Exception {
    var process = broadcast();
    print(process, "forty characters of text in each of lines\r\n", 9000);
    var stalled = new ArrayList<Attachment>();
    var woken = new Semaphore(0);
    Attachment late;
    do {
      late = process.attach(woken::release, new Attachment.Beginning.WithScreen());
      late.goLive();
      if (!isWhole(steps(late))) {
        break;
      }
      stalled.add(late);
    } while (stalled.size() < 100);
    assertThat(stalled).hasSizeBetween(2, 10);
    stalled.removeFirst().close();
    stalled.removeFirst().sent();
    stalled.removeFirst().sent();
    do {
      woken.acquire();
    } while (!isWhole(steps(late)));
    late.close();
  }

  @Test
  void everybody_sees_the_whole_of_what_has_ended_and_its_end() throws Exception {
    var process = broadcast();
    print(process, "forty characters of text in each of lines\r\n", 9000);
    process.end();
    for (var viewers = 0; viewers < 20; viewers++) {
      var viewer = process.attach(() -> {}, new Attachment.Beginning.WithScreen());
      viewer.goLive();
      var steps = steps(viewer);
      assertThat(isWhole(steps)).isTrue();
      assertThat(steps.getLast()).isInstanceOf(Attachment.Ended.class);
    }
  }

  @Test
  void no_process_keeps_more_than_a_quarter_of_what_all_may() {
    assertThat(Memory.History.mostBytes()).isEqualTo((int) (Memory.usualLimit() / 4));
    assertThat(Memory.History.of(1_000_000).bytes()).isEqualTo(Memory.History.mostBytes());
    assertThat(Memory.History.of(0)).isEqualTo(new Memory.History(0, 65_536));
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
