/// A draft as something to run elsewhere. Never with a secret in it.
///
/// Start reading at {@link io.coredeck.dashboard.compose.copy.CopyAs}.
@NullMarked
package io.coredeck.dashboard.compose.copy;

import org.jspecify.annotations.NullMarked;
