/// Where words go: whether that is a terminal, and how they look there.
///
/// Start reading at {@link io.coredeck.cli.screen.Terminal}.
@NullMarked
package io.coredeck.cli.screen;

import org.jspecify.annotations.NullMarked;
