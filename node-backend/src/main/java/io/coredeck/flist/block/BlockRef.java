package io.coredeck.flist.block;

/// Where a piece of a file is and how to open it.
///
/// @param hash of the block as it is stored: its name in the block store
/// @param key hash of the piece itself; also what it is encrypted with
public record BlockRef(Hash hash, Hash key) {}
