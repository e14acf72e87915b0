/// What the pages know of the grid, asked for through the SDK.
@NullMarked
package io.coredeck.dashboard.grid;

import org.jspecify.annotations.NullMarked;
