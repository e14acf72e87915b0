package io.coredeck.node.telemetry.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How the head of conmon's records is read.
class RecordHeaderTest {
  private final RecordHeader header = new RecordHeader();

  private String text(String record) {
    var bytes = record.getBytes(UTF_8);
    header.read(bytes, 0, bytes.length);
    return new String(bytes, header.textStart(), bytes.length - header.textStart(), UTF_8);
  }

  @Test
  void stream_tag_and_text_are_told_apart() {
    assertThat(text("2026-11-23T15:24:21.403476888+00:00 stdout F some text"))
        .isEqualTo("some text");
    assertThat(header.stream()).isEqualTo(LogStream.STDOUT);
    assertThat(header.whole()).isTrue();
    assertThat(text("2026-11-23T15:24:21.403476888+00:00 stderr P  x ")).isEqualTo(" x ");
    assertThat(header.stream()).isEqualTo(LogStream.STDERR);
    assertThat(header.whole()).isFalse();
    assertThat(text("2026-11-23T15:24:21.403476888+00:00 stdout F ")).isEmpty();
    assertThat(text("2026-11-23T15:24:21.403476888+00:00 stdout F")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T15:24:21.403476888+00:00, 2026-11-23T15:24:21.403Z",
    "2026-11-23T15:24:21.4+00:00, 2026-11-23T15:24:21.400Z",
    "2026-11-23T15:24:21.999999999+01:00, 2026-11-23T14:24:21.999Z",
    "2026-11-23T15:24:21.000000001-05:30, 2026-11-23T20:54:21.000Z",
    "2026-11-23T15:24:21Z, 2026-11-23T15:24:21.000Z",
  })
  void times_of_any_zone_are_read(String written, String meant) {
    assertThat(text(written + " stdout F x")).isEqualTo("x");
    assertThat(header.millis()).isEqualTo(Instant.parse(meant).toEpochMilli());
    assertThat(text(written + " stdout F y")).isEqualTo("y"); // the second time from memory
    assertThat(header.millis()).isEqualTo(Instant.parse(meant).toEpochMilli());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "hello world, this has no head at all, but is long enough for one",
        "2026-11-23T15:24:21.403476888+00:00",
        "2026-11-23T15:24:21.403476888+00:00 stdxxx F x",
        "2026-11-23T15:24:21.403476888+00:00 stdout X x",
        "2026-99-23T15:24:21.403476888+00:00 stdout F x",
        "2026-11-23T15:24:21.4034 768",
      })
  void what_has_no_head_is_a_whole_line_of_stdout(String record) {
    assertThat(text(record)).isEqualTo(record);
    assertThat(header.stream()).isEqualTo(LogStream.STDOUT);
    assertThat(header.whole()).isTrue();
  }
}
