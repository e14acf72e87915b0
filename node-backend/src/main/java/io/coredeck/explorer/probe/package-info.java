/// Lets people have a node try an endpoint before they use it: docs/formats/explorer.md.
///
/// Start reading at {@link io.coredeck.explorer.probe.Probes}.
@NullMarked
package io.coredeck.explorer.probe;

import org.jspecify.annotations.NullMarked;
