package io.coredeck.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.coredeck.flist.block.BlockCodec;
import io.coredeck.flist.block.DamagedBlockException;
import io.coredeck.flist.block.Hash;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of an image whose own word about its blocks is of no use.
class BlockSourcesTest {
  private static final byte[] PIECE = {1, 2, 3};

  private final NearStore near = new NearStore();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"namespace\": \"default\", \"host\": \"\", \"port\": 0, \"socket\": \"/run/zdb\"}",
        "{\"namespace\": \"default\", \"host\": \"h\", \"port\": 0, \"socket\": \"/run/zdb\"}",
        "{\"host\": \"h\", \"port\": 0}",
        "{\"host\": \"h\", \"port\": \"9900\"}",
        "{\"host\": 5}",
        "[]",
        "no JSON"
      })
  void a_backend_nobody_can_use_does_not_matter_while_the_usual_store_has_the_blocks(String backend)
      throws Exception {
    var block = BlockCodec.encode(PIECE);
    try (var sources =
        BlockSources.of(near, "", Map.of("backend", backend), (host, port) -> nobody(host))) {
      near.put(block.ref().hash(), block.stored());
      assertThat(sources.piece(block.ref())).isEqualTo(PIECE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"host\": \"h\", \"port\": 0}", "no JSON"})
  void a_backend_nobody_can_use_is_named_when_no_store_has_a_block(String backend) {
    var block = BlockCodec.encode(PIECE);
    try (var sources =
        BlockSources.of(near, "", Map.of("backend", backend), (host, port) -> nobody(host))) {
      assertThatExceptionOfType(DamagedBlockException.class)
          .isThrownBy(() -> sources.piece(block.ref()))
          .withMessageContainingAll(
              "near does not have it", "the store the image names cannot be used: ");
    }
  }

  /// A store in memory.
  private static final class NearStore implements BlockStore {
    private final Map<Hash, byte[]> blocks = new ConcurrentHashMap<>();

    @Override
    public Optional<byte[]> get(Hash hash) {
      return Optional.ofNullable(blocks.get(hash));
    }

    @Override
    public boolean contains(Hash hash) {
      return blocks.containsKey(hash);
    }

    @Override
    public void put(Hash hash, byte[] stored) {
      blocks.putIfAbsent(hash, stored);
    }

    @Override
    public String toString() {
      return "near";
    }

    @Override
    public void close() {}
  }

  private static java.net.InetSocketAddress nobody(String host) {
    throw new AssertionError(host + " was looked up");
  }
}
