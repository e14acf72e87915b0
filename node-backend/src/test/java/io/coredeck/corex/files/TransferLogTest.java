package io.coredeck.corex.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferLogTest {

  @Test
  void no_name_makes_a_line_of_its_own() {
    var lines = new ArrayList<String>();
    var clock = Clock.fixed(Instant.parse("2026-11-30T02:00:00Z"), ZoneOffset.UTC);
    var path = "/a\n{\"transfer\":\"x\"}\"\u001b[2J\u009b\u202e\u00fc";
    new TransferLog(lines::add, clock)
        .write(
            new TransferLog.Subject(new TransferLog.Who("10.1.0.2", "ada"), "upload", path),
            7,
            "done");
    assertThat(lines)
        .containsExactly(
            "{\"transfer\":\"upload\",\"at\":\"2026-11-30T02:00:00Z\",\"address\":\"10.1.0.2\","
                + "\"user\":\"ada\",\"path\":\"/a\\n{\\\"transfer\\\":\\\"x\\\"}\\\"\\u001b[2J"
                + "\\u009b\\u202e\u00fc\",\"bytes\":7,\"outcome\":\"done\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "No space left on device, 507",
    "Disk quota exceeded, 507",
    "File too large, 413",
    "Read-only file system, 403",
    "File name too long, 400",
    "Not a directory, 404"
  })
  void what_the_system_says_has_a_status(String reason, int status) {
    var written = FileRefusedException.of("/a cannot be written", new IOException(reason));
    assertThat(written.orElseThrow().status()).isEqualTo(status);
    var opened =
        FileRefusedException.of(
            "/a cannot be written", new FileSystemException("/a", null, reason));
    assertThat(opened.orElseThrow().getMessage()).isEqualTo("/a cannot be written: " + reason);
    assertThat(FileRefusedException.of("/a", new IOException("reset by peer"))).isEmpty();
  }
}
