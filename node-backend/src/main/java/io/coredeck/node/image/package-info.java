/// Images on a node: fetched once, laid out as read-only directories, put under containers as
/// overlays.
///
/// Blocks are kept by the hash of their content and files by content, owner, mode and time; images
/// share both. Start reading at {@link io.coredeck.node.image.Images}.
@NullMarked
package io.coredeck.node.image;

import org.jspecify.annotations.NullMarked;
