/// What must be true of a container before anything is made for it, and how a workload is refused.
/// Start reading at {@link io.coredeck.node.work.check.Checks}; {@link
/// io.coredeck.node.work.check.Claims} gives out the memory.
@NullMarked
package io.coredeck.node.work.check;

import org.jspecify.annotations.NullMarked;
