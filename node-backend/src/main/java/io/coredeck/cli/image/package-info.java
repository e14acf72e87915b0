/// Images: those a hub has, and image files on this machine.
///
/// Start reading at {@link io.coredeck.cli.image.ImageCommands}.
@NullMarked
package io.coredeck.cli.image;

import org.jspecify.annotations.NullMarked;
