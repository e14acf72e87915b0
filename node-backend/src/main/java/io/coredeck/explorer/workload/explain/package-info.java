/// What would become of a wish now: which nodes fit and why the others do not, what is in its way,
/// what it takes and how long it takes. Nothing is created.
///
/// Start reading at {@link io.coredeck.explorer.workload.explain.Explain}.
@NullMarked
package io.coredeck.explorer.workload.explain;

import org.jspecify.annotations.NullMarked;
