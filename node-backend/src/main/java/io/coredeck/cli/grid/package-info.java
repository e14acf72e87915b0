/// What is on the grid beside containers, and how it comes and goes: nodes, pools, volumes,
/// networks.
///
/// Start reading at {@link io.coredeck.cli.grid.GridCommands}.
@NullMarked
package io.coredeck.cli.grid;

import org.jspecify.annotations.NullMarked;
