package io.coredeck.blocks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coredeck.flist.block.Hash;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the store of blocks promises when the server is a 0-db, or up to no good.
@Timeout(60)
class RedisBlocksTest {
  private static final Hash NAME = Hash.ofHex("00112233445566778899aabbccddeeff");
  private static final String NAME_TEXT = new String(NAME.bytes(), ISO_8859_1);

  @Test
  void a_0db_is_written_and_read_in_its_own_way() throws Exception {
    try (var server =
            new Script(
                "+OK\r\n",
                ":0\r\n",
                "$16\r\n" + NAME_TEXT + "\r\n",
                ":0\r\n",
                "$-1\r\n",
                "$1\r\nx\r\n");
        var blocks = RedisBlocks.of(server.address("word@", "/images"))) {
      blocks.put(NAME, new byte[] {'x'}); // answered with the name
      blocks.put(NAME, new byte[] {'x'}); // answered with nothing: unchanged
      assertThat(blocks.get(NAME)).hasValue(new byte[] {'x'});
      assertThat(server.received)
          .containsExactly(
              "SELECT images word",
              "EXISTS " + NAME_TEXT,
              "SET " + NAME_TEXT + " x",
              "EXISTS " + NAME_TEXT,
              "SET " + NAME_TEXT + " x",
              "GET " + NAME_TEXT);
    }
  }

  @Test
  void in_the_default_namespace_nothing_is_sent_before_the_first_command() throws Exception {
    try (var server = new Script("$-1\r\n");
        var blocks = RedisBlocks.of(server.address("", "/default"))) {
      assertThat(blocks.get(NAME)).isEmpty();
      assertThat(server.received).containsExactly("GET " + NAME_TEXT);
    }
  }

  @Test
  void a_namespace_that_is_refused_is_told_at_once() throws Exception {
    try (var server = new Script("-Namespace not found\r\n");
        var blocks = RedisBlocks.of(server.address("", "/gone"))) {
      assertThatExceptionOfType(BlockStoreException.class)
          .isThrownBy(() -> blocks.get(NAME))
          .withMessageContaining("Namespace not found");
      assertThat(server.received).hasSize(1);
    }
  }

  /// It may be a server that only nodes reach, named by somebody who does not.
  @ParameterizedTest
  @ValueSource(
      strings = {"-ERR SECRET\r\n", "-SECRET 5\r\n", "HTTP/1.1 400 SECRET\r\n", "SECRET-2.0\r\n"})
  void what_a_server_says_is_not_told(String reply) throws Exception {
    try (var server = new Script(reply, reply, reply);
        var blocks = RedisBlocks.of(server.address("", ""))) {
      assertThatExceptionOfType(BlockStoreException.class)
          .isThrownBy(() -> blocks.get(NAME))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("SECRET", "HTTP"));
    }
  }

  @Test
  void a_reply_larger_than_any_block_is_not_taken() throws Exception {
    try (var server = new Script("$2147483647\r\nxxx", "$2147483647\r\nxxx", "$2147483647\r\nxxx");
        var blocks = RedisBlocks.of(server.address("", ""))) {
      assertThatExceptionOfType(BlockStoreException.class)
          .isThrownBy(() -> blocks.get(NAME))
          .withMessageContaining("the reply is larger than");
    }
  }

  @Test
  void a_reply_in_pieces_is_one_reply() throws Exception {
    var block = "x".repeat(300_000);
    try (var server = new Script("$300000\r\n" + block + "\r\n", "$3\r\n$9\n\r\n");
        var blocks = RedisBlocks.of(server.address("", ""))) {
      assertThat(blocks.get(NAME).orElseThrow()).hasSize(300_000);
      assertThat(blocks.get(NAME).orElseThrow()).asString().isEqualTo("$9\n");
    }
  }

  @Test
  void a_server_that_accepts_and_says_nothing_is_given_up() throws Exception {
    try (var server = new Script();
        var blocks = RedisBlocks.of(server.address("", "/silent"), Duration.ofMillis(300))) {
      assertThatExceptionOfType(BlockStoreException.class)
          .isThrownBy(() -> blocks.get(NAME))
          .withMessageEndingWith("no answer within 300 ms");
    }
  }

  @Test
  void a_server_that_lets_in_too_late_is_not_kept_connected() throws Exception {
    try (var server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        var blocks =
            RedisBlocks.of(
                BlockAddress.parse("redis://word@127.0.0.1:" + server.getLocalPort()),
                Duration.ofMillis(300))) {
      var asked =
          CompletableFuture.supplyAsync(() ->
              assertThatExceptionOfType(BlockStoreException.class)
                  .isThrownBy(() -> blocks.get(NAME)));
      try (var first = server.accept();
          var second = server.accept();
          var third = server.accept()) {
        asked.get();
        for (var socket : List.of(first, second, third)) {
          socket.setSoTimeout(10_000);
          socket.getOutputStream().write("+OK\r\n".getBytes(ISO_8859_1));
          socket.getInputStream().readAllBytes(); // ends when the other side closes
        }
      }
    }
  }

  /// A server that gives prepared replies, whoever asks what.
  private static final class Script implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final Queue<String> replies;

    Script(String... replies) throws IOException {
      this.replies = new ArrayDeque<>(List.of(replies));
      Thread.ofVirtual().name("script").start(this::serve);
    }

    BlockAddress address(String login, String path) {
      return BlockAddress.parse("zdb://" + login + "127.0.0.1:" + server.getLocalPort() + path);
    }

    private void serve() {
      while (!server.isClosed()) {
        try (var socket = server.accept()) {
          serve(socket);
        } catch (IOException e) {
          received.offer("" + e.getMessage());
        }
      }
    }

    private void serve(Socket socket) throws IOException {
      var in = new java.io.BufferedInputStream(socket.getInputStream());
      for (var count = line(in); !count.isEmpty(); count = line(in)) {
        var words = new String[Integer.parseInt(count.substring(1))];
        for (int i = 0; i < words.length; i++) {
          words[i] = new String(in.readNBytes(Integer.parseInt(line(in).substring(1))), ISO_8859_1);
          line(in);
        }
        received.add(String.join(" ", Arrays.asList(words)));
        var reply = replies.poll();
        if (reply != null) {
          socket.getOutputStream().write(reply.getBytes(ISO_8859_1));
        }
      }
    }

    private static String line(java.io.InputStream in) throws IOException {
      var line = new StringBuilder();
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        line.append((char) c);
      }
      return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
