/// The page that composes a container: parts left, form in the middle, code right, deploy below.
///
/// Start reading at {@link io.coredeck.dashboard.compose.ComposerPage}.
@NullMarked
package io.coredeck.dashboard.compose;

import org.jspecify.annotations.NullMarked;
