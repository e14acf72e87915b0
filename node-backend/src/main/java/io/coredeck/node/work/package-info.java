/// How each kind of workload comes up and goes down on this node: the place where images, networks,
/// volumes, containers and telemetry meet.
///
/// Start reading at {@link io.coredeck.node.work.Workloads}.
@NullMarked
package io.coredeck.node.work;

import org.jspecify.annotations.NullMarked;
