package io.coredeck.blocks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coredeck.flist.block.Hash;
import io.coredeck.testkit.RedisServer;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the store of blocks promises over a real Redis.
@Timeout(60)
class RedisBlocksIT {
  private static final Hash NAME = Hash.ofHex("0000000a0d2aff00000000000000000d");
  private static final byte[] BLOCK = {0, 1, '\r', '\n', (byte) 0xff};

  @Test
  void what_is_put_is_there_and_what_is_not_is_not() throws Exception {
    try (var server = RedisServer.start();
        var blocks = RedisBlocks.of(BlockAddress.parse(server.uri()))) {
      assertThat(blocks.get(NAME)).isEmpty();
      assertThat(blocks.contains(NAME)).isFalse();
      blocks.put(NAME, BLOCK);
      assertThat(blocks.get(NAME)).hasValue(BLOCK);
      assertThat(blocks.contains(NAME)).isTrue();
    }
  }

  @Test
  void a_block_that_is_there_stays_as_it_is() throws Exception {
    try (var server = RedisServer.start();
        var blocks = RedisBlocks.of(BlockAddress.parse(server.uri()))) {
      blocks.put(NAME, BLOCK);
      blocks.put(NAME, new byte[3]);
      assertThat(blocks.get(NAME)).hasValue(BLOCK);
    }
  }

  @Test
  void a_namespace_is_a_database_of_its_own() throws Exception {
    try (var server = RedisServer.start();
        var zero = RedisBlocks.of(BlockAddress.parse(server.uri()));
        var one = RedisBlocks.of(BlockAddress.parse(server.uri() + "/1"));
        var both = RedisBlocks.of(BlockAddress.parse(server.uri() + "/default"))) {
      zero.put(NAME, BLOCK);
      assertThat(one.contains(NAME)).isFalse();
      assertThat(both.contains(NAME)).isTrue();
    }
  }

  @Test
  void a_password_opens_the_store_and_a_wrong_one_is_told_without_itself() throws Exception {
    try (var server = RedisServer.start("--requirepass", "right");
        var right = RedisBlocks.of(address(server, "right@"));
        var wrong = RedisBlocks.of(address(server, "wrong-one@"));
        var none = RedisBlocks.of(address(server, ""))) {
      right.put(NAME, BLOCK);
      assertThatExceptionOfType(BlockStoreException.class)
          .isThrownBy(() -> wrong.get(NAME))
          .withMessageStartingWith(
              "block store redis://127.0.0.1:" + server.port() + ": GET failed: ")
          .withMessageContaining("WRONGPASS")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("wrong-one"));
      assertThatExceptionOfType(BlockStoreException.class)
          .isThrownBy(() -> none.get(NAME))
          .withMessageContaining("NOAUTH");
    }
  }

  @Test
  void who_may_only_get_names_of_16_bytes_can_read_without_a_password() throws Exception {
    var owns = "--user owner on >secret ~* +@all";
    var reads = "--user default on nopass ~" + "?".repeat(16) + " -@all +get";
    var options = (owns + " " + reads).split(" ", -1);
    try (var server = RedisServer.start(options);
        var owner = RedisBlocks.of(address(server, "owner:secret@"));
        var anybody = RedisBlocks.of(address(server, ""))) {
      owner.put(NAME, BLOCK);
      assertThat(anybody.get(NAME)).hasValue(BLOCK);
      assertThatExceptionOfType(BlockStoreException.class)
          .isThrownBy(() -> anybody.put(NAME, BLOCK))
          .withMessageContaining("NOPERM");
    }
  }

  @Test
  void an_outage_is_an_exception_in_bounded_time_and_over_when_it_is_over() throws Exception {
    try (var server = RedisServer.start();
        var blocks = RedisBlocks.of(BlockAddress.parse(server.uri()), Duration.ofSeconds(1))) {
      blocks.put(NAME, BLOCK);
      server.stop();
      assertThatExceptionOfType(BlockStoreException.class)
          .isThrownBy(() -> blocks.get(NAME))
          .withMessageContaining("Connection refused");
      server.startAgain();
      assertThat(blocks.get(NAME)).isEmpty();
      blocks.put(NAME, BLOCK);
      assertThat(blocks.get(NAME)).hasValue(BLOCK);
    }
  }

  @Test
  void many_threads_share_it() throws Exception {
    try (var server = RedisServer.start();
        var blocks = RedisBlocks.of(BlockAddress.parse(server.uri()));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all =
          java.util.stream.IntStream.range(0, 500)
              .mapToObj(i ->
                  threads.submit(() -> {
                    var block = ("block " + i).repeat(1000).getBytes(UTF_8);
                    blocks.put(Hash.ofContent(block), block);
                    assertThat(blocks.get(Hash.ofContent(block))).hasValue(block);
                    return i;
                  }))
              .toList();
      for (Future<Integer> one : all) {
        assertThat(one.get()).isNotNegative();
      }
    }
  }

  @Test
  void after_it_is_closed_it_refuses_and_closing_again_is_fine() throws Exception {
    try (var server = RedisServer.start()) {
      var blocks = RedisBlocks.of(BlockAddress.parse(server.uri()));
      blocks.put(NAME, BLOCK);
      blocks.close();
      blocks.close();
      assertThatExceptionOfType(BlockStoreException.class)
          .isThrownBy(() -> blocks.get(NAME))
          .withMessageContaining("closed");
    }
  }

  private static BlockAddress address(RedisServer server, String login) {
    return BlockAddress.parse("redis://" + login + "127.0.0.1:" + server.port());
  }
}
