/// Files of the container, read and written without any tool in its image.
///
/// Knows nothing of HTTP but the numbers of its statuses. Whoever may use CoreX may read and write
/// everything that CoreX's user may. Start reading at {@link
/// io.coredeck.corex.files.ContainerFiles}.
@NullMarked
package io.coredeck.corex.files;

import org.jspecify.annotations.NullMarked;
