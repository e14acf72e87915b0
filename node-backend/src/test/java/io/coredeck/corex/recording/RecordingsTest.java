package io.coredeck.corex.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.output.WindowSize;
import io.coredeck.corex.process.FakeTerminals;
import io.coredeck.corex.process.Processes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RecordingsTest {

  @Test
  void a_full_recording_stops_by_itself_and_says_so() throws Exception {
    var terminals = new FakeTerminals();
    try (var processes = new Processes(terminals);
        var recordings = new Recordings(processes, 200_000)) {
      var process = processes.start(List.of("puppet"), WindowSize.DEFAULT);
      var terminal = terminals.next();
      recordings.start(process);
      var noise = new byte[20_000];
      var random = new Random(1);
      while (!process.info().recording().orElseThrow().full()) {
        random.nextBytes(noise);
        for (var i = 0; i < noise.length; i++) {
          noise[i] = (byte) (' ' + (noise[i] & 0x3f));
        }
        terminal.print(noise);
      }
      var recording = process.info().recording().orElseThrow();
      assertThat(recording.stopped()).isPresent();
      assertThat(recording.bytes()).isBetween(150_000L, 400_000L);
      var file = new ByteArrayOutputStream();
      recordings.asciicast(process).write(2, file);
      assertThat(file.size()).isGreaterThan(200_000);
      assertThat(recordings.start(process).full()).isFalse();
    }
  }

  @Test
  void a_character_is_never_cut_wherever_its_bytes_are() {
    var text = "a\u00fc\u20ac\ud83d\ude00z";
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    for (var cut = 0; cut <= bytes.length; cut++) {
      var characters = new Characters();
      var first = characters.text(Arrays.copyOf(bytes, cut));
      var second = characters.text(Arrays.copyOfRange(bytes, cut, bytes.length));
      assertThat(first + second + characters.end()).isEqualTo(text);
    }
    var characters = new Characters();
    assertThat(characters.text(new byte[] {'a', (byte) 0xff, 'b', (byte) 0xe2}))
        .isEqualTo("a\ufffdb");
    assertThat(characters.end()).isEqualTo("\ufffd");
    assertThat(characters.text(new byte[] {'c'})).isEqualTo("c");
  }
}
