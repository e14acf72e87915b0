/// PROGRAM: the agent of one machine. Takes workloads from the explorer, brings them up or takes
/// them down, and reports.
///
/// Start reading at {@link io.coredeck.node.NodeMain}, then {@link io.coredeck.node.Engine}, the
/// only place where images, networks, volumes, containers and telemetry meet.
@NullMarked
package io.coredeck.node;

import org.jspecify.annotations.NullMarked;
