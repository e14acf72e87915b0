/// What may come in to consoles: which addresses there are, who may use them, and how many at a
/// time. Start reading at {@link io.coredeck.dashboard.live.corex.door.Door}.
@NullMarked
package io.coredeck.dashboard.live.corex.door;

import org.jspecify.annotations.NullMarked;
