package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Clients that send frames for the sake of it.
class FloodTest extends CorexSockets {
  private static final String HELLO = "{\"AuthToken\":null}";

  @BeforeEach
  void run() throws Exception {
    corex.run("echo");
  }

  private static byte[] repeated(byte[] frame, int times) {
    var all = new ByteArrayOutputStream();
    for (var i = 0; i < times; i++) {
      all.writeBytes(frame);
    }
    return all.toByteArray();
  }

  private RawSocket open() throws IOException {
    var socket = RawSocket.open(corex.port(), "/ws/1");
    socket.send(RawSocket.TEXT, HELLO);
    return socket;
  }

  @Test
  void pings_are_answered_with_what_they_said() throws Exception {
    try (var socket = open()) {
      socket.send(RawSocket.PING, "are you there");
      var received = socket.next();
      while (!received.isPong()) {
        received = socket.next();
      }
      assertThat(new String(received.payload(), StandardCharsets.UTF_8)).isEqualTo("are you there");
    }
  }

  @Test
  void a_flood_of_pings_is_ended() throws Exception {
    try (var socket = open()) {
      socket.send(repeated(RawSocket.frame(RawSocket.PING, "x".repeat(125)), 1001));
      assertThat(socket.awaitClose()).isEqualTo(1008);
    }
    assertThat(corex.body("/api/processes")).contains("\"state\":\"running\"");
  }

  @Test
  void pings_of_who_does_not_read_take_no_memory() throws Exception {
    try (var socket = open()) {
      for (var i = 0; i < 999; i++) {
        socket.send(RawSocket.PING, "ping " + i);
      }
      var received = socket.next();
      while (!new String(received.payload(), StandardCharsets.UTF_8).equals("ping 998")) {
        received = socket.next();
      }
      assertThat(received.isPong()).as("the newest is answered").isTrue();
    }
  }

  @Test
  void a_message_in_endless_pieces_is_ended() throws Exception {
    try (var socket = open()) {
      socket.send(RawSocket.TEXT_TO_BE_CONTINUED, "");
      try {
        socket.send(repeated(RawSocket.frame(RawSocket.CONTINUED, ""), 5000));
      } catch (SocketException e) {
        assertThat(e).as("closed while we were sending").isNotNull();
      }
      assertThat(socket.awaitClose()).isEqualTo(1009);
    }
  }

  @Test
  void a_message_in_many_pieces_arrives() throws Exception {
    try (var socket = open()) {
      socket.send(RawSocket.TEXT_TO_BE_CONTINUED, "0");
      socket.send(repeated(RawSocket.frame(RawSocket.CONTINUED, "y"), 4000));
      socket.send(0x80, "END");
      var text = new StringBuilder();
      while (text.indexOf("END") < 0) {
        text.append(new String(socket.next().payload(), StandardCharsets.UTF_8));
      }
      assertThat(text).contains("y".repeat(4000) + "END");
    }
  }

  @Test
  void who_has_shown_nothing_may_say_little() throws Exception {
    corex.close();
    corex = TestCorex.start(terminals, "user:pass", false);
    corex.startInside("echo");
    try (var socket = RawSocket.open(corex.port(), "/ws/1")) {
      socket.send(RawSocket.TEXT, "{\"AuthToken\":\"" + "x".repeat(9000) + "\"}");
      assertThat(socket.awaitClose()).isEqualTo(1009);
    }
  }
}
