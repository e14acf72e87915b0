package io.coredeck.node.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.probe.ProbeAnswer.Outcome;
import io.coredeck.model.rule.RedisAddress;
import io.coredeck.node.reach.Reach;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a node finds out about an endpoint.
class RedisTryTest {
  private static final Reach REACH = new Reach(List.of(), List::of);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "+PONG|REACHED",
        "-NOPERM this user has no permissions to run the 'ping' command|REACHED",
        "-NOAUTH Authentication required.|PASSWORD_NEEDED",
        "HTTP/1.1 400 Bad Request|NOT_REDIS",
        "SSH-2.0-OpenSSH_9.2|NOT_REDIS"
      })
  void the_answer_to_ping_tells_what_is_there(String answer, Outcome outcome) throws Exception {
    assertThat(tried("redis://127.0.0.1", answer)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-WRONGPASS invalid username-password pair or user is disabled.|WRONG_PASSWORD",
        "-ERR invalid password|WRONG_PASSWORD",
        "+OK|REACHED",
        "-ERR AUTH <password> called without any password configured|REACHED"
      })
  void a_password_is_tried_first(String answer, Outcome outcome) throws Exception {
    assertThat(tried("redis://:secret@127.0.0.1", answer, "+PONG")).isEqualTo(outcome);
  }

  @Test
  void a_port_where_nobody_listens_is_refused() throws Exception {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    var address = RedisAddress.parse("redis://127.0.0.1:" + port);
    assertThat(RedisTry.anywhere(address).outcome()).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void what_says_nothing_is_given_up_after_three_seconds() throws Exception {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var address = RedisAddress.parse("redis://127.0.0.1:" + silent.getLocalPort());
      assertThat(RedisTry.anywhere(address).outcome()).isEqualTo(Outcome.TIMEOUT);
    }
  }

  @Test
  void a_name_that_does_not_exist_is_told_as_such() throws Exception {
    var address = RedisAddress.parse("redis://there-is-no-such-host.invalid");
    assertThat(RedisTry.anywhere(address).outcome()).isEqualTo(Outcome.UNKNOWN_HOST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "localhost", "0.0.0.0", "169.254.169.254", "[::1]", "224.0.0.1"})
  void the_node_itself_is_not_tried_for_everybody(String host) throws Exception {
    var address = RedisAddress.parse("redis://" + host);
    assertThat(RedisTry.of(address, REACH, 7).outcome()).isEqualTo(Outcome.NOT_ALLOWED);
  }

  /// A server that gives one answer to each command.
  private static Outcome tried(String url, String... answers) throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var thread = Thread.ofVirtual().start(() -> serve(server, answers));
      var address = RedisAddress.parse(url + ":" + server.getLocalPort());
      var outcome = RedisTry.anywhere(address).outcome();
      thread.join();
      return outcome;
    }
  }

  private static void serve(ServerSocket server, String... answers) {
    try (var socket = server.accept()) {
      var buffer = new byte[1024];
      for (var answer : answers) {
        if (socket.getInputStream().read(buffer) < 0) {
          return;
        }
        socket.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
