package io.coredeck.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What tests may expect of the Redis they start.
class RedisServerIT {

  @Test
  void it_answers_until_stopped_and_again_on_the_same_port_when_started() throws Exception {
    try (var server = RedisServer.start()) {
      assertThat(ping(server.port())).isEqualTo("+PONG");
      server.stop();
      assertThatIOException().isThrownBy(() -> ping(server.port()));
      server.startAgain();
      assertThat(ping(server.port())).isEqualTo("+PONG");
    }
  }

  @Test
  void options_reach_the_server() throws Exception {
    try (var server = RedisServer.start("--requirepass", "secret")) {
      assertThat(ping(server.port())).startsWith("-NOAUTH");
    }
  }

  @Test
  void an_option_it_does_not_know_is_an_error_with_its_words() {
    assertThatIOException()
        .isThrownBy(() -> RedisServer.start("--nonsense", "1"))
        .havingRootCause()
        .withMessageContaining("nonsense");
  }

  private static String ping(int port) throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      var bytes = new byte[64];
      var count = socket.getInputStream().read(bytes);
      return new String(bytes, 0, count, StandardCharsets.US_ASCII).strip();
    }
  }
}
