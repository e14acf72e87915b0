/// Tries endpoints for people who are about to use them.
///
/// Start reading at {@link io.coredeck.node.probe.EndpointProbes}.
@NullMarked
package io.coredeck.node.probe;

import org.jspecify.annotations.NullMarked;
