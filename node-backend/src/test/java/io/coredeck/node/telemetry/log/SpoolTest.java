package io.coredeck.node.telemetry.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a log's files, and what readers see of it.
class SpoolTest {
  private static final String TIME = "2026-11-23T15:24:21.403476888+00:00 ";

  @TempDir Path dir;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = dir.resolve("log");
  }

  private void append(Path target, String... records) throws IOException {
    for (var record : records) {
      Files.writeString(
          target, TIME + record + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  private static LogReader reader(Spool spool) {
    return new LogReader(spool, Optional.empty(), Position.START);
  }

  private static List<String> read(LogReader reader) throws IOException {
    var lines = new ArrayList<String>();
    for (var batch = reader.read(3); batch.isPresent(); batch = reader.read(3)) {
      batch.get().lines().forEach(line -> lines.add(new String(line.bytes(), UTF_8)));
    }
    return lines;
  }

  @Test
  void a_file_that_is_not_there_yet_is_read_when_it_comes() throws Exception {
    var spool = Spool.open(file, Spool.Mark.NONE);
    var reader = reader(spool);
    assertThat(spool.look(true)).isFalse();
    assertThat(read(reader)).isEmpty();
    append(file, "stdout F one");
    assertThat(spool.look(false)).isTrue();
    assertThat(read(reader)).containsExactly("one\n");
    assertThat(reader.isAtEnd()).isTrue();
    spool.close();
  }

  @Test
  void a_reader_of_one_stream_sees_that_one_only() throws Exception {
    append(file, "stdout F one", "stderr P tw", "stdout F three", "stderr F o");
    var spool = Spool.open(file, Spool.Mark.NONE);
    var reader = new LogReader(spool, Optional.of(LogStream.STDERR), Position.START);
    assertThat(read(reader)).containsExactly("two\n");
    assertThat(reader.position().number()).isEqualTo(1);
    spool.close();
  }

  @Test
  void a_record_that_is_being_written_is_left_until_it_is_whole() throws Exception {
    append(file, "stdout F one");
    Files.writeString(file, TIME + "stdout F tw", StandardOpenOption.APPEND);
    var spool = Spool.open(file, Spool.Mark.NONE);
    var reader = reader(spool);
    assertThat(read(reader)).containsExactly("one\n");
    assertThat(reader.isAtEnd()).isFalse();
    Files.writeString(file, "o\n", StandardOpenOption.APPEND);
    spool.look(false);
    assertThat(read(reader)).containsExactly("two\n");
    spool.close();
  }

  @Test
  void what_the_writer_still_puts_into_the_renamed_file_is_read_before_the_new_one()
      throws Exception {
    append(file, "stdout F one");
    var spool = Spool.open(file, Spool.Mark.NONE);
    var reader = reader(spool);
    spool.setAside();
    assertThat(spool.isSuccessorExpected()).isTrue();
    append(dir.resolve("log.1"), "stdout P tw");
    spool.look(false);
    assertThat(read(reader)).containsExactly("one\n");
    append(dir.resolve("log.1"), "stdout F o");
    append(file, "stdout F three");
    spool.look(false);
    assertThat(spool.isSuccessorExpected()).isFalse();
    assertThat(read(reader)).containsExactly("two\n", "three\n");
    assertThat(spool.oldestFinished()).contains(1L);
    spool.deleteOldest();
    assertThat(dir.resolve("log.1")).doesNotExist();
    assertThat(spool.oldestFinished()).isEmpty();
    spool.close();
  }

  @Test
  void after_a_restart_the_files_have_the_same_numbers() throws Exception {
    append(dir.resolve("log.3"), "stdout F three");
    append(dir.resolve("log.4"), "stdout F four");
    append(file, "stdout F five");
    var spool = Spool.open(file, new Spool.Mark(4, 0, 0));
    var reader =
        new LogReader(
            spool,
            Optional.empty(),
            new Position(4, 0, 3, Position.Pending.NONE, Position.Pending.NONE));
    assertThat(read(reader)).containsExactly("four\n", "five\n");
    assertThat(spool.mark().segment()).isEqualTo(5);
    spool.close();
  }

  @Test
  void a_restart_between_renaming_and_reopening_is_noticed() throws Exception {
    append(dir.resolve("log.1"), "stdout F one");
    var spool = Spool.open(file, Spool.Mark.NONE);
    assertThat(spool.isSuccessorExpected()).isTrue();
    append(dir.resolve("log.1"), "stdout F two");
    append(file, "stdout F three");
    spool.look(false);
    assertThat(read(reader(spool))).containsExactly("one\n", "two\n", "three\n");
    spool.close();
  }

  @Test
  void a_file_replaced_by_somebody_else_is_read_to_its_end_and_then_the_new_one() throws Exception {
    append(file, "stdout F one");
    var spool = Spool.open(file, Spool.Mark.NONE);
    append(file, "stdout F two");
    Files.delete(file);
    append(file, "stdout F three");
    spool.look(true);
    assertThat(read(reader(spool))).containsExactly("one\n", "two\n", "three\n");
    spool.delete();
    assertThat(dir).isEmptyDirectory();
  }

  @Test
  void a_file_replaced_while_nobody_looked_is_a_new_one() throws Exception {
    append(file, "stdout F one", "stdout F two");
    var spool = Spool.open(file, Spool.Mark.NONE);
    var reader = reader(spool);
    assertThat(read(reader)).hasSize(2);
    var mark = spool.mark();
    var position = reader.position();
    spool.close();
    Files.delete(file);
    append(file, "stdout F new");
    var again = Spool.open(file, mark);
    assertThat(read(new LogReader(again, Optional.empty(), position))).containsExactly("new\n");
    again.close();
  }

  @Test
  void a_truncated_file_is_read_from_its_start() throws Exception {
    append(file, "stdout F one", "stdout F two");
    var spool = Spool.open(file, Spool.Mark.NONE);
    var reader = reader(spool);
    assertThat(read(reader)).hasSize(2);
    Files.writeString(file, "");
    spool.look(false);
    append(file, "stdout F three");
    spool.look(false);
    assertThat(read(reader)).containsExactly("three\n");
    spool.close();
  }

  @Test
  void where_a_run_ends_its_unfinished_lines_end_too() throws Exception {
    append(file, "stdout F one", "stdout P unfinished", "stderr P too");
    Files.writeString(file, TIME + "stdout F torn", StandardOpenOption.APPEND);
    var spool = Spool.open(file, Spool.Mark.NONE);
    var reader = reader(spool);
    assertThat(read(reader)).containsExactly("one\n");
    spool.endRun();
    Files.writeString(file, "2026-11-23T15:24:22+00:00 stdout F next\n", StandardOpenOption.APPEND);
    spool.look(false);
    assertThat(read(reader)).containsExactly("unfinishedtorn", "too", "next\n");
    spool.close();
  }

  @Test
  void a_skipped_segment_is_counted_line_by_line() throws Exception {
    append(file, "stdout F one", "stdout F two", "stdout F three");
    var spool = Spool.open(file, Spool.Mark.NONE);
    spool.setAside();
    append(file, "stdout F four");
    spool.look(false);
    var reader = reader(spool);
    assertThat(reader.read(1)).isPresent();
    assertThat(reader.skip(1)).isEqualTo(2);
    assertThat(read(reader)).containsExactly("four\n");
    assertThat(reader.position().number()).isEqualTo(4);
    spool.close();
  }

  @Test
  void a_reader_whose_segment_is_gone_goes_on_with_the_next() throws Exception {
    append(file, "stdout F one", "stdout P begun");
    var spool = Spool.open(file, Spool.Mark.NONE);
    var reader = reader(spool);
    assertThat(read(reader)).containsExactly("one\n");
    spool.setAside();
    append(file, "stdout F three");
    spool.look(false);
    spool.deleteOldest();
    assertThat(read(reader)).containsExactly("begun", "three\n");
    spool.close();
  }

  @Test
  void a_very_long_record_without_an_end_does_not_stop_the_reader() throws Exception {
    Files.writeString(file, TIME + "stdout F " + "x".repeat(300_000) + "\n");
    append(file, "stdout F two");
    var spool = Spool.open(file, Spool.Mark.NONE);
    var text = String.join("", read(reader(spool)));
    assertThat(text).contains("x".repeat(100_000)).endsWith("two\n");
    spool.close();
  }
}
