package io.coredeck.flist;

import io.coredeck.flist.block.BlockCodec;
import java.io.IOException;

/// Where the blocks of a new image go.
@FunctionalInterface
public interface BlockSink {

  /// Keeps a block; keeping one that is there already is fine.
  ///
  /// @throws IOException if it cannot be kept
  /// @throws InterruptedException if the caller is interrupted
  void put(BlockCodec.Encoded block) throws IOException, InterruptedException;
}
