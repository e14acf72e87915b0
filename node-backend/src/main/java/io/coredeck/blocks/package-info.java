/// Where blocks are kept: a store that gives bytes for a hash. Start reading at {@link
/// io.coredeck.blocks.BlockStore}.
@NullMarked
package io.coredeck.blocks;

import org.jspecify.annotations.NullMarked;
