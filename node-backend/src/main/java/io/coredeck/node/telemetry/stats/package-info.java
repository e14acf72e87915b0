/// The numbers of containers and of the node before they leave: where they come from, the highest
/// of each minute, what all containers use together.
@NullMarked
package io.coredeck.node.telemetry.stats;

import org.jspecify.annotations.NullMarked;
