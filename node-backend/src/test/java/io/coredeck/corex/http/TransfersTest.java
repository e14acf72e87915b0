package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.corex.files.transfer.TransferLog;
import io.coredeck.corex.http.listen.Bounds;
import io.coredeck.corex.process.FakeTerminals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How many transfers there are at a time, how long they may take, and whose they may be.
@Timeout(60)
class TransfersTest extends FileTransfers {
  @Test
  void an_upload_that_breaks_off_leaves_nothing() throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), corex.port())) {
      send(socket, "half", 1_000_000, bytes(200_000));
      awaitNames(1);
    }
    awaitNames(0);
  }

  /// Begins an upload.
  private void send(Socket socket, String name, int length, byte[] first) throws IOException {
    var head =
        String.join(
            "\r\n",
            "PUT " + at(name) + " HTTP/1.1",
            "Host: localhost",
            "Content-Length: " + length,
            "",
            "");
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(first);
  }

  private void awaitNames(int count) throws IOException {
    while (names().size() != count) {
      Thread.onSpinWait();
    }
  }

  @Test
  void four_transfers_at_a_time() throws Exception {
    var sockets = new ArrayList<Socket>();
    try {
      for (var i = 0; i < TransferLog.LIMIT; i++) {
        var socket = new Socket(InetAddress.getLoopbackAddress(), corex.port());
        sockets.add(socket);
        send(socket, "n" + i, 5, new byte[] {'1'});
      }
      awaitNames(TransferLog.LIMIT);
      assertThat(get(at("n0")).statusCode()).isEqualTo(503);
      assertThat(corex.get("/api/v2/processes").statusCode()).isEqualTo(200);
      for (var socket : sockets) {
        socket.getOutputStream().write("2345".getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
            .isEqualTo("HTTP/1.1 201");
      }
      assertThat(names()).containsExactly("n0", "n1", "n2", "n3");
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "DELETE", "HEAD", "PATCH"})
  void other_methods_are_not_there(String method) throws Exception {
    assertThat(corex.send(method, FILES + "/tmp/a", "").statusCode()).isEqualTo(405);
  }

  @Test
  void pages_of_other_sites_reach_no_file() throws Exception {
    Files.write(directory.resolve("a"), bytes(3));
    assertThat(corex.get(at("a"), "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
    assertThat(corex.get(at("a"), "Origin", "http://evil.example").statusCode()).isEqualTo(403);
    assertThat(put(at("b"), bytes(3), "Sec-Fetch-Site", "none").statusCode()).isEqualTo(403);
    assertThat(names()).containsExactly("a");
  }

  @Test
  void who_may_only_look_gets_no_files_and_one_with_a_credential_asks_for_it() throws Exception {
    corex.close();
    corex = TestCorex.start(new FakeTerminals(), "ada:secret", true);
    assertThat(get(at("a")).statusCode()).isEqualTo(401);
    assertThat(put(at("a"), bytes(1)).statusCode()).isEqualTo(401);
    var basic = "Basic YWRhOnNlY3JldA==";
    var refused = put(at("a"), bytes(1), "Authorization", basic);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("--readonly");
    Files.write(directory.resolve("a"), bytes(1));
    assertThat(corex.get(at("a"), "Authorization", basic).statusCode()).isEqualTo(403);
    corex.close();
    corex = TestCorex.start(new FakeTerminals(), "ada:secret", false);
    assertThat(corex.get(at("a"), "Authorization", basic).statusCode()).isEqualTo(200);
  }

  @Test
  void a_transfer_may_take_longer_than_a_request_as_long_as_something_moves() throws Exception {
    corex.close();
    corex =
        TestCorex.start(
            new FakeTerminals(),
            TestCorex.options("", false, 0),
            new Bounds(100, 100, Duration.ofMillis(400)));
    var content = bytes(8 << 20);
    Files.write(directory.resolve("large"), content);
    var request = HttpRequest.newBuilder(corex.uri(at("large"))).build();
    try (var slow = client.send(request, BodyHandlers.ofInputStream()).body()) {
      var came = new ByteArrayOutputStream();
      for (var begun = System.nanoTime(); System.nanoTime() - begun < 1_500_000_000L; ) {
        came.writeBytes(slow.readNBytes(64 << 10));
        TimeUnit.MILLISECONDS.sleep(30);
      }
      came.writeBytes(slow.readAllBytes());
      assertThat(came.toByteArray()).isEqualTo(content);
    }
  }

  @Test
  void more_than_may_be_is_refused_before_and_while_it_comes() throws Exception {
    var answer =
        corex.raw(
            "PUT %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1073741825\r\n\r\n"
                .formatted(at("large")));
    assertThat(answer).startsWith("HTTP/1.1 413 ");
    assertThat(names()).isEmpty();
  }

  @Test
  void broken_chunks_are_told_as_what_they_are_and_leave_nothing() throws Exception {
    var answer =
        corex.raw(
            "PUT %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n".formatted(at("broken"))
                + "Transfer-Encoding: chunked\r\n\r\n2\r\nabzz\r\n0\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 400 ").contains("broken off: the file must come");
    assertThat(names()).isEmpty();
  }
}
