package io.coredeck.node.telemetry.redis;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.node.telemetry.log.LogLine;
import io.coredeck.node.telemetry.log.LogReader;
import io.coredeck.node.telemetry.log.Position;
import io.coredeck.node.telemetry.log.Spool;
import io.netty.buffer.Unpooled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How lines become commands.
class LineStreamTest {
  @TempDir Path dir;

  private List<LogLine> lines(int count, String text) throws Exception {
    var file = dir.resolve("log");
    var record = "2026-11-23T15:24:21.403476888+00:00 stderr F " + text + "\n";
    Files.writeString(file, record.repeat(count), StandardOpenOption.CREATE);
    var spool = Spool.open(file, Spool.Mark.NONE);
    var reader = new LogReader(spool, Optional.empty(), Position.START);
    var lines = reader.read(count).orElseThrow().lines();
    spool.close();
    return lines;
  }

  private static String words(Request request) {
    var buffer = Unpooled.buffer();
    request.encode(buffer);
    var text = buffer.toString(ISO_8859_1).replaceAll("\\$\\d+\r\n", "");
    return text.substring(0, text.length() - 2).replace("\r\n", " ");
  }

  private static String last(LineStream stream, List<LogLine> lines) {
    return words(
        stream.requests(lines, new Flight(lines.size(), 0, _ -> false, () -> {})).getLast());
  }

  @Test
  void an_entry_has_the_lines_number_as_id_and_four_fields() throws Exception {
    var stream = new LineStream("key", 10, 1000);
    var lines = lines(3, "text");
    var requests = stream.requests(lines, new Flight(3, 0, _ -> false, () -> {}));
    assertThat(requests).hasSize(3);
    assertThat(words(requests.getFirst()))
        .isEqualTo("*11 XADD key 1-0 n 1 t 1795447461403 s stderr l text\n");
    assertThat(words(requests.getLast()))
        .isEqualTo("*14 XADD key MAXLEN ~ 3 3-0 n 3 t 1795447461403 s stderr l text\n");
  }

  @Test
  void the_stream_keeps_no_more_lines_than_its_bound() throws Exception {
    var stream = new LineStream("key", 10, 1_000_000);
    assertThat(last(stream, lines(30, "text"))).contains("MAXLEN ~ 10 30-0");
  }

  @Test
  void the_stream_keeps_not_many_more_bytes_than_its_bound() throws Exception {
    var stream = new LineStream("key", 1000, 1000);
    var lines = lines(20, "x".repeat(59)); // 100 bytes each, with what an entry costs
    assertThat(last(stream, lines.subList(0, 5))).contains("MAXLEN ~ 5 ");
    assertThat(last(stream, lines.subList(5, 10))).contains("MAXLEN ~ 10 ");
    assertThat(last(stream, lines.subList(10, 15))).contains("MAXLEN ~ 10 ");
    assertThat(last(stream, lines.subList(15, 20))).contains("MAXLEN ~ 10 ");
  }

  @Test
  void lines_that_are_sent_again_count_once() throws Exception {
    var stream = new LineStream("key", 1000, 1000);
    var lines = lines(20, "x".repeat(59));
    last(stream, lines.subList(0, 5));
    last(stream, lines.subList(5, 10));
    assertThat(last(stream, lines.subList(5, 10))).contains("MAXLEN ~ 10 ");
    assertThat(last(stream, lines.subList(7, 10))).contains("MAXLEN ~ 10 ");
  }

  @Test
  void words_carry_their_length_in_bytes() {
    assertThat(new String(Words.command("SET", "ü", 10, 1234567890123L), UTF_8))
        .isEqualTo("*4\r\n$3\r\nSET\r\n$2\r\nü\r\n$2\r\n10\r\n$13\r\n1234567890123\r\n");
    assertThat(new String(Words.begin(3).add("A").add(0).add(9, "-0").bytes(), UTF_8))
        .isEqualTo("*3\r\n$1\r\nA\r\n$1\r\n0\r\n$3\r\n9-0\r\n");
    assertThatThrownBy(() -> Words.begin(1).add(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
