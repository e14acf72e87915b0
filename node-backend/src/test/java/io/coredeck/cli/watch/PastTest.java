package io.coredeck.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.cli.stream.Streams.Entry;
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
}
