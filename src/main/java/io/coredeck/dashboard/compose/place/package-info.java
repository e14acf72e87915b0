/// Choosing where a container runs, and which pool pays for it.
@NullMarked
package io.coredeck.dashboard.compose.place;

import org.jspecify.annotations.NullMarked;
