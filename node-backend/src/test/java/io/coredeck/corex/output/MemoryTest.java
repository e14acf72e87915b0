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

  /// Bytes of a copy that is not counted.
  private static final int LITTLE = 65_536;

  private static final String PICTURE = "\u001bPq\"1;1;7;18~\u001b\\";

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
    var text = new String(screen.snapshot(), StandardCharsets.UTF_8);
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

  /// Prints pictures of 60 000 bytes, and the beginning of another one.
  private void printPictures(Broadcast process, int count) throws Exception {
    print(process, "text\r\n", 200);
    var picture = "\u001bPq" + "?".repeat(60_000) + "$~\u001b\\\r\n\u001bPq" + "?".repeat(1000);
    for (var i = 0; i < count; i++) {
      append(process, picture);
    }
  }

  private void append(Broadcast process, String text) throws Exception {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!process.append(bytes, bytes.length)) {
      goesOn.acquire(); // the screen is read behind it
    }
  }

  @Test
  void pictures_come_with_the_whole_alone_and_only_if_there_is_room_for_the_copy()
      throws Exception {
    var process = broadcast();
    printPictures(process, 15);
    append(process, "\u001b\\" + PICTURE);
    var held = 0L;
    var refused = 0;
    for (var viewers = 0; viewers < 50; viewers++) {
      var viewer = process.attach(() -> {}, new Attachment.Beginning.WithScreen());
      var step = (Attachment.Screenful) viewer.next(0);
      var text = new String(step.bytes(), StandardCharsets.UTF_8);
      assertThat(text).contains("~\u001b\\");
      held += step.whole() ? step.bytes().length : 0;
      refused += step.whole() ? 0 : 1;
      assertThat(step.whole() || step.bytes().length < LITTLE).isTrue();
    }
    assertThat(held).isBetween(LIMIT / 4, LIMIT / 2);
    assertThat(refused).isGreaterThan(40);
  }

  @Test
  void a_recording_begins_with_as_little_of_pictures_also_of_one_that_comes_in() throws Exception {
    var process = broadcast();
    printPictures(process, 10);
    append(process, "\u001b\\" + PICTURE + "\u001bPq" + "?".repeat(60_000));
    var viewer = process.attach(() -> {}, new Attachment.Beginning.Recorded());
    var step = (Attachment.Screenful) viewer.next(0);
    assertThat(step.bytes()).hasSizeLessThan(LITTLE);
    var copy = new LiveScreen(new SizeMarks(step.size()).newest(), Memory.History.usual());
    copy.write(step.bytes(), step.bytes().length);
    var end = "?\u001b\\\r\nafter".getBytes(StandardCharsets.UTF_8);
    copy.write(end, end.length);
    var text = new String(copy.snapshot(), StandardCharsets.UTF_8);
    assertThat(text).contains(PICTURE.substring(3), "after").doesNotContain("??");
  }

  @Test
  void what_is_lent_is_what_the_copy_has() throws Exception {
    var process = broadcast();
    print(process, "forty characters of text in each of lines\r\n", 9000);
    var viewer = process.attach(() -> {}, new Attachment.Beginning.WithScreen());
    var step = (Attachment.Screenful) viewer.next(0);
    assertThat(memory.lent()).isEqualTo(step.bytes().length);
    viewer.sent();
    assertThat(memory.lent()).isZero();
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
