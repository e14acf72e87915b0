package io.coredeck.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.stream.Streams.Entry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// In which order the past of several containers is told.
class PastTest {

  @Test
  void what_was_printed_first_is_told_first() {
    var told =
        Stream.of("10-2", "9-11", "10-10", "9-2")
            .map(id -> new Entry("key", id, Map.of()))
            .sorted(Watch.IN_TIME)
            .map(Entry::id);
    assertThat(told).containsExactly("9-2", "9-11", "10-2", "10-10");
  }

  @Test
  void lines_say_when_they_were_printed_whatever_their_numbers() {
    var told =
        Stream.of(line("500-0", 10), line("2-0", 30), line("1-0", 20), line("501-0", 10))
            .sorted(Watch.IN_TIME)
            .map(Entry::id);
    assertThat(told).containsExactly("500-0", "501-0", "1-0", "2-0");
  }

  private static Entry line(String id, long time) {
    return new Entry("key", id, Map.of("t", ("" + time).getBytes(StandardCharsets.UTF_8)));
  }
}
