package io.coredeck.blocks;

import io.coredeck.flist.block.Hash;
import java.util.Optional;

/// Keeps blocks by their hash. What it gives is not checked: the caller knows the hashes.
///
/// Safe for use by several threads. Every call ends in bounded time.
public interface BlockStore extends AutoCloseable {

  /// @param hash of the block as it is stored
  /// @return the block; empty if the store has none of this name
  /// @throws BlockStoreException if the store cannot be asked
  Optional<byte[]> get(Hash hash) throws BlockStoreException, InterruptedException;

  /// @return whether the store has a block of this name
  /// @throws BlockStoreException if the store cannot be asked
  boolean contains(Hash hash) throws BlockStoreException, InterruptedException;

  /// Keeps a block; one of this name that is there already stays.
  ///
  /// @throws BlockStoreException if the store does not take it
  void put(Hash hash, byte[] stored) throws BlockStoreException, InterruptedException;

  /// @return where it is, for messages, without passwords
  @Override
  String toString();

  /// Ends what is going on, in bounded time. Calling it again does nothing.
  @Override
  void close();
}
