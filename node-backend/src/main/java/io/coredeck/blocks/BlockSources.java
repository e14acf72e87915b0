package io.coredeck.blocks;

import io.coredeck.flist.block.BlockCodec;
import io.coredeck.flist.block.BlockRef;
import io.coredeck.flist.block.DamagedBlockException;
import io.coredeck.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Where the blocks of one image may be, in the order they are asked: the node's default store, the
/// store the reservation names, the store the image names.
///
/// A store that cannot be reached is not asked again for this image. Safe for use by several
/// threads.
public final class BlockSources implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(3);
  private static final int LARGEST_PORT = 65535;

  private final List<Source> sources;

  /// What is wrong with the store the image names; empty if nothing is.
  private final String unusable;

  /// A store, what keeps it from answering, and whether it is ours to close.
  private record Source(BlockStore store, AtomicReference<String> broken, boolean ours) {}

  private BlockSources(List<Source> sources, String unusable) {
    this.sources = sources;
    this.unusable = unusable;
  }

  /// @param usual the node's own
  /// @param storageUrl of the reservation: empty, a store, or the web address of a hub, whose store
  ///   is the usual one
  /// @param metadata of the image; its member `backend` names a store. One that nobody can use is
  ///   told only when a block is missing: mostly the usual store has them all
  /// @param lookup finds what is connected to, of the stores that are not the usual one
  /// @throws IllegalArgumentException if the address of the reservation cannot be understood
  public static BlockSources of(
      BlockStore usual, String storageUrl, Map<String, String> metadata, HostLookup lookup) {
    var sources = new ArrayList<Source>();
    sources.add(new Source(usual, new AtomicReference<>(), false));
    var addresses = new ArrayList<BlockAddress>();
    named(storageUrl).ifPresent(addresses::add);
    var unusable = "";
    try {
      backend(metadata).ifPresent(addresses::add);
    } catch (IllegalArgumentException e) {
      unusable = "the store the image names cannot be used: " + e.getMessage();
    }
    for (var address : addresses) {
      var store = RedisBlocks.of(address, CONNECT_LIMIT, lookup);
      sources.add(new Source(store, new AtomicReference<>(), true));
    }
    return new BlockSources(sources, unusable);
  }

  private static Optional<BlockAddress> named(String storageUrl) {
    if (storageUrl.isEmpty() || storageUrl.matches("(?i)https?://.*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(BlockAddress.parse(storageUrl));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("storage of the image: " + e.getMessage(), e);
    }
  }

  private static Optional<BlockAddress> backend(Map<String, String> metadata) {
    var text = metadata.getOrDefault("backend", "");
    if (text.isBlank()) {
      return Optional.empty();
    }
    var backend = Json.tree(text);
    var host = backend.member("host").text();
    if (host.isEmpty() || !optional(backend.member("socket")).isEmpty()) {
      return Optional.empty(); // a socket on the machine the image was made on
    }
    return Optional.of(
        BlockAddress.zdb(
            "zdb",
            host,
            (int) backend.member("port").integer(1, LARGEST_PORT),
            optional(backend.member("password")),
            optional(backend.member("token")),
            optional(backend.member("namespace"))));
  }

  private static String optional(io.coredeck.wire.JsonValue value) {
    return value.isText() ? value.text() : "";
  }

  /// @return the piece of a file the block holds, proven to be the right one
  /// @throws DamagedBlockException if no store has it whole; the message says what each one said
  public byte[] piece(BlockRef ref) throws DamagedBlockException, InterruptedException {
    var faults = new ArrayList<String>();
    for (var source : sources) {
      var broken = source.broken().get();
      if (broken != null) {
        faults.add(broken);
        continue;
      }
      try {
        var stored = source.store().get(ref.hash());
        if (stored.isPresent()) {
          return BlockCodec.decode(ref, stored.get());
        }
        faults.add(source.store() + " does not have it");
      } catch (DamagedBlockException e) {
        faults.add(source.store() + ": " + e.getMessage());
      } catch (BlockStoreException e) {
        var fault = String.valueOf(e.getMessage());
        source.broken().set(fault);
        faults.add(fault);
      }
    }
    if (!unusable.isEmpty()) {
      faults.add(unusable);
    }
    throw new DamagedBlockException(
        "block %s cannot be had: %s".formatted(ref.hash(), String.join("; ", faults)));
  }

  /// Closes the stores that were opened for this image.
  @Override
  public void close() {
    for (var source : sources) {
      if (source.ours()) {
        source.store().close();
      }
    }
  }
}
