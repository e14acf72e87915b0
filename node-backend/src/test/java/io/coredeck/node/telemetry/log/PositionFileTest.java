package io.coredeck.node.telemetry.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is remembered over a restart.
class PositionFileTest {
  @TempDir Path dir;

  private PositionFile open() throws IOException {
    return PositionFile.open(dir.resolve("state").resolve("file"));
  }

  @Test
  void the_last_text_written_is_read() throws Exception {
    try (var file = open()) {
      assertThat(file.text()).isEmpty();
      for (int i = 0; i < 5; i++) {
        file.write("text " + i);
      }
    }
    try (var file = open()) {
      assertThat(file.text()).contains("text 4");
      file.write("a longer text than before, and then");
      file.write("short");
    }
    try (var file = open()) {
      assertThat(file.text()).contains("short");
    }
  }

  @Test
  void a_torn_write_leaves_the_text_before_it() throws Exception {
    try (var file = open()) {
      file.write("first");
      file.write("second");
    }
    try (var raw = new RandomAccessFile(dir.resolve("state").resolve("file").toFile(), "rw")) {
      raw.seek(64 + 2); // in the middle of the second text
      raw.write('X');
    }
    try (var file = open()) {
      assertThat(file.text()).contains("first");
      file.write("third");
    }
    try (var file = open()) {
      assertThat(file.text()).contains("third");
    }
  }

  @Test
  void a_text_that_is_too_long_is_refused_and_the_one_before_stays() throws Exception {
    try (var file = open()) {
      file.write("first");
      assertThatThrownBy(() -> file.write("x".repeat(PositionFile.LONGEST + 1)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("must be 1048576 at most");
    }
    try (var file = open()) {
      assertThat(file.text()).contains("first");
    }
  }

  @Test
  void a_saved_log_reads_back_as_it_was() {
    var bytes = new char[256];
    for (char c = 0; c < bytes.length; c++) {
      bytes[c] = c;
    }
    var begun = new Position.Pending(new String(bytes), 17);
    var position = new Position(3, 4, 5, begun, Position.Pending.NONE);
    var log =
        new SavedLog(
            new Spool.Mark(3, 123456789, 99),
            List.of(new Spool.End(1, 2), new Spool.End(3, 4)),
            Map.of("stdout-0", position.encode()));
    var read = SavedLog.decode(log.encode());
    assertThat(read).isEqualTo(log);
    var words = Arrays.asList(read.readers().getOrDefault("stdout-0", "").split(" ", -1));
    assertThat(Position.decode(words)).isEqualTo(position);
  }

  @Test
  void a_text_that_is_something_else_is_refused() {
    assertThatThrownBy(() -> SavedLog.decode("nonsense"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SavedLog.decode("log 1 2"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Position.decode(List.of("1", "2")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
