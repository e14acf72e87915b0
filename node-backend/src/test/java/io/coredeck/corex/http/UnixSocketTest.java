package io.coredeck.corex.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.coredeck.corex.access.Guard;
import io.coredeck.corex.http.listen.Bounds;
import io.coredeck.corex.http.listen.Listening;
import io.coredeck.corex.process.FakeTerminals;
import io.coredeck.corex.wire.Credential;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server behind a Unix socket.
@Timeout(60)
class UnixSocketTest {
  private static final String UPGRADE =
      """
      GET /ws/1 HTTP/1.1\r
      Host: localhost\r
      Connection: Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Protocol: tty\r
      \r
      """;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("corex.sock");
  }

  private TestCorex start(Guard guard, Optional<String> networkInterface) throws Exception {
    var listening =
        new Listening(0, networkInterface, false, List.of(), Optional.of(file), Optional.empty());
    return TestCorex.start(
        new FakeTerminals(), TestCorex.options(listening, guard, 0), Bounds.USUAL);
  }

  private TestCorex start() throws Exception {
    return start(new Guard(Optional.empty(), List.of(), false), Optional.empty());
  }

  private String call(String... headers) throws IOException {
    var request =
        "GET /api/processes HTTP/1.1\r\nConnection: close\r\n%s\r\n\r\n"
            .formatted(String.join("\r\n", headers));
    try (var socket = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      socket.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      return new String(Channels.newInputStream(socket).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void it_is_its_owners_alone_and_gone_after_the_stop() throws Exception {
    try (var corex = start()) {
      assertThat(call("Host: localhost")).contains("200 OK", "processes");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(corex.port()).isZero();
      try (var left = Files.list(folder)) {
        assertThat(left).containsExactly(file);
      }
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void it_listens_on_addresses_too_if_asked() throws Exception {
    var guard = new Guard(Optional.empty(), List.of(), false);
    try (var corex = start(guard, Optional.of("lo"))) {
      assertThat(call("Host: localhost")).contains("200 OK");
      assertThat(corex.body("/api/processes")).contains("processes");
    }
  }

  @Test
  void terminals_work_through_it() throws Exception {
    try (var corex = start()) {
      corex.startInside("print", "shown", "0");
      try (var socket = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
        socket.write(ByteBuffer.wrap(UPGRADE.getBytes(StandardCharsets.US_ASCII)));
        var all = new StringBuilder();
        var input = Channels.newInputStream(socket);
        for (var next = 0; next >= 0 && all.indexOf("0shown") < 0; all.append((char) next)) {
          next = input.read();
        }
        assertThat(all).contains("101 Switching", "0shown");
      }
    }
  }

  /// A proxy hands on the name the browser called it by.
  @Test
  void host_and_origin_mean_what_they_mean_elsewhere() throws Exception {
    try (var corex = start()) {
      assertThat(call("Host: evil.example")).contains("403 Forbidden");
      assertThat(call("Host: corex.example", "Origin: https://corex.example")).contains("200 OK");
      assertThat(call("Host: localhost", "Origin: https://corex.example")).contains("403");
      assertThat(corex.port()).isZero();
    }
  }

  @Test
  void who_guesses_behind_a_proxy_slows_only_itself() throws Exception {
    var guard = new Guard(Optional.of(new Credential("user:pass")), List.of(), false);
    try (var corex = start(guard, Optional.empty())) {
      for (var i = 0; i < 20; i++) {
        assertThat(
                call(
                    "Host: localhost",
                    "X-Forwarded-For: 1.1.1.1, 192.0.2.1",
                    "Authorization: Basic eDp5"))
            .contains("401");
      }
      var right = "Authorization: Basic dXNlcjpwYXNz";
      assertThat(call("Host: localhost", "X-Forwarded-For: 192.0.2.1", right)).contains("429");
      assertThat(call("Host: localhost", "X-Forwarded-For: 192.0.2.2", right)).contains("200");
      assertThat(call("Host: localhost", right)).contains("200");
      assertThat(corex.port()).isZero();
    }
  }

  @Test
  void what_a_dead_server_left_is_removed() throws Exception {
    try (var dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(file));
    }
    assertThat(file).exists();
    try (var corex = start()) {
      assertThat(call("Host: localhost")).contains("200 OK");
      assertThat(corex.port()).isZero();
    }
  }

  @Test
  void a_socket_that_is_used_and_a_file_that_is_none_are_left_alone() throws Exception {
    try (var corex = start()) {
      assertThatThrownBy(this::start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("a program listens there already");
      assertThat(call("Host: localhost")).contains("200 OK");
      assertThat(corex.port()).isZero();
    }
    Files.writeString(file, "mine");
    assertThatThrownBy(this::start).hasMessageContaining("something that is no socket is there");
    assertThat(file).hasContent("mine");
    Files.delete(file);
    Files.createSymbolicLink(file, folder.resolve("elsewhere"));
    assertThatThrownBy(this::start).hasMessageContaining("no socket");
    try (var left = Files.list(folder)) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void a_folder_that_is_missing_and_a_path_that_is_too_long_are_told() throws Exception {
    file = folder.resolve("missing/corex.sock");
    assertThatThrownBy(this::start).hasMessageContaining("its folder is missing");
    file = folder.resolve("x".repeat(100) + ".sock");
    assertThatThrownBy(this::start).hasMessageContaining("it may have");
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }
}
