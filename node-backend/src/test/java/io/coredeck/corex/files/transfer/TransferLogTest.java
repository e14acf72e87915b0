package io.coredeck.corex.files.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

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
}
