package io.coredeck.node.telemetry;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.node.telemetry.log.LogReader;
import io.coredeck.node.telemetry.log.Position;
import io.coredeck.node.telemetry.log.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// When and how often an unfinished line is shown, and what of it. The clock is the test's.
class UnfinishedLinesTest {
  private static final Duration MOMENT = Duration.ofMillis(10);

  @TempDir Path dir;
  private final List<String> shown = new ArrayList<>();
  private boolean up = true;
  private boolean lost;
  private FakeConmon conmon;
  private Spool spool;
  private LogReader reader;
  private UnfinishedLines lines;
  private long now = Long.MAX_VALUE - 1; // the clock may turn over

  @BeforeEach
  void open() throws IOException {
    conmon = new FakeConmon(dir.resolve("current"));
    spool = Spool.open(conmon.file(), Spool.Mark.NONE);
    reader = new LogReader(spool, Optional.empty(), Position.START);
    lines = new UnfinishedLines(reader, new Recorder(), now);
  }

  @AfterEach
  void close() throws IOException {
    spool.close();
    conmon.close();
  }

  private final class Recorder implements UnfinishedLines.Outlet {
    @Override
    public boolean isUp() {
      return up;
    }

    @Override
    public boolean takeLost() {
      var was = lost;
      lost = false;
      return was;
    }

    @Override
    public void show(long after, String stdout, String stderr) {
      shown.add(after + " " + stdout + "|" + stderr);
    }
  }

  private void prints(String stream, String text) throws IOException {
    conmon.piece(stream, text.getBytes(UTF_8));
    read();
  }

  private void printsLine(String stream, String text) throws IOException {
    conmon.line(stream, text);
    read();
  }

  private void read() throws IOException {
    spool.look(true);
    while (reader.read(100).isPresent()) {
      assertThat(reader.lines()).isNotNegative();
    }
  }

  private void passes(Duration time) {
    for (var rest = time; rest.isPositive(); rest = rest.minus(MOMENT)) {
      now += MOMENT.toNanos();
      lines.step(now);
    }
  }

  private void passes(long millis) {
    passes(Duration.ofMillis(millis));
  }

  @Test
  void a_line_that_stands_unfinished_is_shown_with_the_number_it_follows() throws IOException {
    printsLine("stdout", "one");
    printsLine("stderr", "two");
    prints("stdout", "Password: ");
    passes(200);
    assertThat(shown).isEmpty();
    passes(200);
    assertThat(shown).containsExactly("2 Password: |");
  }

  @Test
  void whole_lines_and_short_pauses_in_them_are_never_shown() throws IOException {
    for (int i = 0; i < 100; i++) {
      prints("stdout", "half ");
      passes(100);
      printsLine("stdout", "whole " + i);
      passes(100);
    }
    assertThat(shown).isEmpty();
  }

  @Test
  void a_line_that_grows_is_shown_at_most_twice_a_second() throws IOException {
    for (int i = 0; i < 100; i++) {
      prints("stderr", "\r" + i + "%");
      passes(100);
    }
    assertThat(shown).hasSizeBetween(15, 20);
    assertThat(shown.getLast()).matches("(?s)0 \\|.*\r9\\d%");
  }

  @Test
  void what_was_finished_is_taken_away_once() throws IOException {
    prints("stdout", "50%");
    passes(1_000);
    printsLine("stdout", " done");
    passes(5_000);
    assertThat(shown).containsExactly("0 50%|", "1 |");
  }

  @Test
  void the_next_line_is_shown_though_it_reads_the_same() throws IOException {
    prints("stdout", "> ");
    passes(1_000);
    printsLine("stdout", "");
    prints("stdout", "> ");
    passes(1_500);
    assertThat(shown).containsExactly("0 > |", "1 |", "1 > |");
  }

  @Test
  void both_streams_are_shown_together_and_lines_of_the_other_cause_nothing() throws IOException {
    prints("stdout", "out");
    prints("stderr", "err");
    passes(1_000);
    for (int i = 0; i < 50; i++) {
      printsLine("stdout", "");
      passes(20);
    }
    passes(1_000);
    assertThat(shown).containsExactly("0 out|err", "1 |err");
  }

  @Test
  void what_stands_is_shown_again_before_it_would_expire() throws IOException {
    prints("stdout", "> ");
    passes(Duration.ofMinutes(1));
    assertThat(shown).hasSize(3).containsOnly("0 > |");
    assertThat(UnfinishedLines.AGAIN.multipliedBy(2)).isLessThan(UnfinishedLines.KEPT);
  }

  @Test
  void what_did_not_arrive_is_shown_again_when_the_server_is_there() throws IOException {
    prints("stdout", "> ");
    passes(1_000);
    up = false;
    lost = true;
    printsLine("stdout", "yes");
    passes(5_000);
    assertThat(shown).containsExactly("0 > |");
    up = true;
    passes(1_000);
    assertThat(shown).containsExactly("0 > |", "1 |");
    lost = true;
    passes(1_000);
    assertThat(shown).containsExactly("0 > |", "1 |", "1 |");
  }

  @Test
  void a_place_the_reader_goes_back_to_begins_the_line_anew() throws IOException {
    prints("stdout", "> ");
    passes(1_000);
    reader.seek(Position.START);
    read();
    passes(200);
    assertThat(shown).containsExactly("0 > |", "0 |");
    passes(1_000);
    assertThat(shown).containsExactly("0 > |", "0 |", "0 > |");
  }

  @Test
  void of_a_long_line_the_last_512_bytes_are_shown_cut_at_a_character() throws IOException {
    prints("stdout", "a".repeat(600) + "日".repeat(171));
    passes(1_000);
    assertThat(shown).containsExactly("0 " + "日".repeat(170) + "|");
  }

  @Test
  void of_a_long_progress_whole_states_are_shown() {
    var states = "\r[%s] 50%%".formatted("#".repeat(90)).repeat(8);
    var cut = UnfinishedLines.text(states.substring(states.length() - 513).getBytes(UTF_8));
    assertThat(cut).startsWith("[##").endsWith("50%").hasSizeLessThan(512);
    var one = "x".repeat(600) + "\r";
    assertThat(UnfinishedLines.text(one.getBytes(UTF_8))).hasSize(512).endsWith("x\r");
  }

  @Test
  void bytes_that_are_no_character_are_replaced_and_one_that_has_begun_waits() {
    assertThat(UnfinishedLines.text("a\u00ffb".getBytes(ISO_8859_1))).isEqualTo("a\ufffdb");
    var begun = "ok 日".getBytes(UTF_8);
    assertThat(UnfinishedLines.text(java.util.Arrays.copyOf(begun, begun.length - 1)))
        .isEqualTo("ok ");
    assertThat(UnfinishedLines.text(new byte[0])).isEmpty();
  }
}
