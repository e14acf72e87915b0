/// What a container's program is: the image's own wish in `.startup.toml`, the user's entrypoint,
/// and where that program is in the image.
///
/// Reads and makes files inside an image only through {@link
/// io.coredeck.node.container.startup.ImageRoot}, which no link in the image can lead outside.
@NullMarked
package io.coredeck.node.container.startup;

import org.jspecify.annotations.NullMarked;
