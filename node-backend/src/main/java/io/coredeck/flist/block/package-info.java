/// Blocks: the pieces file contents are stored in, compressed, encrypted with their own hash, and
/// named by the hash of the result. Start reading at {@link io.coredeck.flist.block.BlockCodec}.
@NullMarked
package io.coredeck.flist.block;

import org.jspecify.annotations.NullMarked;
