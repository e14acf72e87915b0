/// Workloads: asked for by customers, done by nodes.
///
/// {@link io.coredeck.explorer.workload.Workloads} takes reservations and deletions, {@link
/// io.coredeck.explorer.workload.NodeWork} hands them to the nodes and takes their results, {@link
/// io.coredeck.explorer.workload.Lifecycle} says what happens next. A node that waits for work is
/// woken by {@link io.coredeck.explorer.workload.NodeDesk}.
@NullMarked
package io.coredeck.explorer.workload;

import org.jspecify.annotations.NullMarked;
