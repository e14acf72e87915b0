/// What the pages know of the grid: where its programs are.
@NullMarked
package io.coredeck.dashboard.grid;

import org.jspecify.annotations.NullMarked;
