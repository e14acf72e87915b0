/// How endpoints of containers fare, and what people are told of it.
@NullMarked
package io.coredeck.node.telemetry.notice;

import org.jspecify.annotations.NullMarked;
