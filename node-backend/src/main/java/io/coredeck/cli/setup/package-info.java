/// What every command needs: where the platform is, who signs, where words go, how a command ends.
///
/// Start reading at {@link io.coredeck.cli.setup.Session}.
@NullMarked
package io.coredeck.cli.setup;

import org.jspecify.annotations.NullMarked;
