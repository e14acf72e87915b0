package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A client of `tty` that is slower than the process, beside one that is not.
class SlowClientTest extends RealPrograms {

  /// About 6 MB: more than the system keeps on the way to a client that reads nothing, and than we
  /// do.
  private static final int LINES = 900_000;

  private static final String RESET = "\u001bc";
  private static final int NEWEST = 16_384;

  private static String printed(String last) {
    return IntStream.rangeClosed(1, LINES)
        .mapToObj(number -> number + "\n")
        .collect(Collectors.joining("", "", last + "\n"));
  }

  @Test
  void the_slow_one_is_told_to_begin_anew_with_the_newest_and_the_fast_one_gets_all()
      throws Exception {
    var id =
        sh(
            "stty -opost -echo; echo ready; read go; seq %d; echo FULL; read go; seq %d; echo END; exec cat"
                .formatted(LINES, LINES));
    awaitLog(id, "ready");
    var before = "ready\n" + printed("FULL");
    var after = printed("END");
    try (var slow = RawSocket.open(corex.port(), "/ws/" + id, "tty")) {
      slow.send(RawSocket.TEXT, "{\"AuthToken\":null}");
      var first = slow.awaitOutput("ready\n");
      slow.send(RawSocket.TEXT, "0\n");
      awaitLog(id, "FULL\n"); // from here on it is the slower of the two
      try (var fast = RawSocket.open(corex.port(), "/ws/" + id, "tty")) {
        fast.send(RawSocket.TEXT, "{\"AuthToken\":null}");
        var begun = fast.awaitOutput("FULL\n");
        assertThat(begun).isEqualTo(before.substring(before.length() - NEWEST));
        fast.send(RawSocket.TEXT, "0\n");
        assertThat(fast.awaitOutput("END\n").equals(after)).as("it has it all").isTrue();
      }
      var got = (first + slow.awaitOutput("END\n")).split(RESET, -1);
      assertThat(got).as("what it got before it was told, and then").hasSize(2);
      assertThat(before.startsWith(got[0])).as("nothing is left out before").isTrue();
      assertThat(got[1]).isEqualTo(after.substring(after.length() - NEWEST));
    }
  }
}
