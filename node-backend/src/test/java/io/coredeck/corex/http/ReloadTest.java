package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.screen.Screen;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Who comes in the middle of a program that draws sees what somebody sees who never left, byte for
/// byte.
class ReloadTest extends RealPrograms {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String HELLO = "{\"AuthToken\":null,\"columns\":90,\"rows\":28}";

  /// A viewer that draws what it is sent, as a page does.
  private static final class Viewer implements AutoCloseable {
    private static final Pattern NUMBER =
        Pattern.compile("\"(position|columns|rows|bytes)\":([0-9]+)");

    private final TestSocket socket;
    private Screen screen = new Screen(80, 24, 10_000, 1 << 20);
    private long position;
    private int taken;

    /// Bytes of a screen; negative before there is any.
    private int toCome = -1;

    Viewer(TestSocket socket) throws Exception {
      this.socket = socket;
      socket.sendText(HELLO, true);
    }

    /// Draws what has come.
    void draw() {
      var messages = socket.messages();
      for (; taken < messages.size(); taken++) {
        var message = messages.get(taken);
        var bytes = message.substring(1).getBytes(StandardCharsets.ISO_8859_1);
        switch (message.charAt(0)) {
          case '0' -> {
            screen.write(bytes, 0, bytes.length);
            position += bytes.length;
          }
          case '5' -> {
            screen.write(bytes, 0, bytes.length);
            toCome -= bytes.length;
          }
          case '4' -> event(message);
          default -> {}
        }
      }
    }

    private void event(String message) {
      if (message.startsWith("4{\"event\":\"screen\"")) {
        screen = new Screen(number(message, "columns"), number(message, "rows"), 10_000, 1 << 20);
        position = number(message, "position");
        toCome = number(message, "bytes");
      } else if (message.startsWith("4{\"event\":\"size\"")) {
        screen.resize(number(message, "columns"), number(message, "rows"));
      }
    }

    private static int number(String message, String name) {
      return NUMBER
          .matcher(message)
          .results()
          .filter(found -> found.group(1).equals(name))
          .map(found -> Integer.parseInt(found.group(2)))
          .findFirst()
          .orElseThrow();
    }

    String text() {
      return String.join("\n", screen.text());
    }

    @Override
    public void close() {
      socket.close();
    }
  }

  private Viewer viewer(long id) throws Exception {
    return new Viewer(corex.socket("/ws/" + id, "coredeck.v1"));
  }

  private static void awaitText(Viewer viewer, String wanted) {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (!viewer.text().contains(wanted)) {
      assertThat(System.nanoTime()).as("%s in %s", wanted, viewer.text()).isLessThan(deadline);
      viewer.draw();
      Thread.onSpinWait();
    }
  }

  /// Compares two viewers as soon as both have drawn the same bytes.
  private static void assertSame(Viewer stayed, Viewer came) {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    do {
      assertThat(System.nanoTime()).as("at the same byte").isLessThan(deadline);
      stayed.draw();
      came.draw();
    } while (came.toCome != 0 || stayed.toCome != 0 || stayed.position != came.position);
    assertThat(came.screen.snapshot())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo(new String(stayed.screen.snapshot(), StandardCharsets.UTF_8));
  }

  @Test
  void an_editor() throws Exception {
    var file = "for i in $(seq 200); do echo line $i of a text; done > $t";
    var id =
        sh("t=$(mktemp); " + file + "; TERM=xterm-256color nano -x $t; rm $t; echo left; exec cat");
    try (var stayed = viewer(id)) {
      awaitText(stayed, "line 20 of a text");
      try (var came = viewer(id)) {
        assertSame(stayed, came);
      }
      stayed.socket.send("0\u001b[6~\u001b[6~\u0001inserted \u001b[B\u000b");
      awaitText(stayed, "inserted");
      stayed.socket.send("1{\"columns\":70,\"rows\":20}");
      stayed.socket.send("0\u001b[B");
      try (var came = viewer(id)) {
        assertSame(stayed, came);
        stayed.socket.send("0\u0018n");
        awaitText(came, "left");
        assertSame(stayed, came);
      }
    }
  }

  @Test
  void what_draws_itself_again_and_again() throws Exception {
    var id = sh("TERM=xterm-256color exec top -d 0.5");
    try (var stayed = viewer(id)) {
      awaitText(stayed, "COMMAND");
      stayed.socket.send("0zxc");
      for (var visit = 0; visit < 3; visit++) {
        try (var came = viewer(id)) {
          assertSame(stayed, came);
        }
      }
    }
  }

  @Test
  void a_progress_bar_below_many_lines() throws Exception {
    var script =
        "seq 20000; i=0; while :; do i=$((i+1)); printf '\\r\\033[32mdone %d\\033[K\\033[0m' $i; sleep 0.05; done";
    var id = sh(script);
    try (var stayed = viewer(id)) {
      awaitText(stayed, "done 3");
      try (var came = viewer(id)) {
        assertSame(stayed, came);
        assertThat(came.screen.historyLines()).isGreaterThan(9_900);
      }
    }
  }
}
