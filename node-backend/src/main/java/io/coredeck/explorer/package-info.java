/// The explorer: the registry of the grid. Keeps who takes part, what they own and what they asked
/// for, hands workloads to nodes and takes their results; speaks the original explorer's REST.
///
/// Start reading at {@link io.coredeck.explorer.Explorer}, which puts the parts together: the calls
/// by feature in the sub-packages, the records in {@link io.coredeck.explorer.store}.
@NullMarked
package io.coredeck.explorer;

import org.jspecify.annotations.NullMarked;
