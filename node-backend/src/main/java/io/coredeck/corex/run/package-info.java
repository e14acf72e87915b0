/// The life of one process: runs of its program one after the other, how each is brought to its
/// end, and what follows.
///
/// Start reading at {@link io.coredeck.corex.run.Life}; {@link io.coredeck.corex.run.Program} is
/// what it needs of a running program.
@NullMarked
package io.coredeck.corex.run;

import org.jspecify.annotations.NullMarked;
