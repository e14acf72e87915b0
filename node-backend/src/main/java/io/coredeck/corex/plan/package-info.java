/// What is wanted of a process: what it runs, as whom, what happens when it ends, how it is
/// stopped, and in which order several are started.
///
/// Values and rules alone; start reading at {@link io.coredeck.corex.plan.Plan}.
@NullMarked
package io.coredeck.corex.plan;

import org.jspecify.annotations.NullMarked;
