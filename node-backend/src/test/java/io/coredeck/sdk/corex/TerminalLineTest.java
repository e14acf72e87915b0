package io.coredeck.sdk.corex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/// When a terminal counts as lost.
class TerminalLineTest {
  private static final Duration NO_LIMIT = Duration.ofNanos(-1);

  private final AtomicLong now = new AtomicLong();
  private final TerminalLine line = new TerminalLine(TerminalOptions.USUAL, now::get);

  /// Takes all that is asked of it.
  private final WebSocket socket =
      (WebSocket)
          Proxy.newProxyInstance(
              WebSocket.class.getClassLoader(),
              new Class<?>[] {WebSocket.class},
              (_, _, _) -> null);

  @Test
  void a_line_on_which_nothing_comes_any_more_is_lost() {
    now.set(TerminalLine.SILENCE.toNanos());
    assertThatThrownBy(() -> line.next(socket, NO_LIMIT))
        .isInstanceOf(CorexException.class)
        .hasMessageContaining("nothing was heard of CoreX for 90 seconds");
    assertThat(line.isOpen()).isFalse();
  }

  @Test
  void a_ping_is_a_sign_of_life() throws Exception {
    now.set(TerminalLine.SILENCE.toNanos() - 1);
    line.onPing(socket, ByteBuffer.allocate(0));
    now.addAndGet(TerminalLine.SILENCE.toNanos() - 1);
    assertThat(line.next(socket, Duration.ofNanos(1))).isEmpty();
    assertThat(line.isOpen()).isTrue();
  }

  @Test
  void who_types_where_nobody_listens_is_told() throws Exception {
    for (var i = 0; i < 8; i++) {
      line.awaitRoom();
    }
    now.set(TerminalLine.SILENCE.toNanos());
    assertThatThrownBy(line::awaitRoom).hasMessageContaining("nothing was heard");
  }
}
