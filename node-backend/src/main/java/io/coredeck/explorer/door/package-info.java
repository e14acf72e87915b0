/// The doors of the explorer: every call it answers, each with who may make it.
///
/// Start reading at {@link io.coredeck.explorer.door.Doors}.
@NullMarked
package io.coredeck.explorer.door;

import org.jspecify.annotations.NullMarked;
