/// The messages by which people have a node try an endpoint.
@NullMarked
package io.coredeck.wire.probe;

import org.jspecify.annotations.NullMarked;
