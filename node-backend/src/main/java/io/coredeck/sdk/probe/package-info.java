/// Endpoints for logs and statistics, tried from a node before a container uses them.
@NullMarked
package io.coredeck.sdk.probe;

import org.jspecify.annotations.NullMarked;
