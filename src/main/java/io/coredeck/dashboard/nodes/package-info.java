/// Pages: nodes and what they have left; one node.
@NullMarked
package io.coredeck.dashboard.nodes;

import org.jspecify.annotations.NullMarked;
