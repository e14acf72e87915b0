/// Commands to Redis servers that come and go: connections shared, bounded and made again, many
/// commands on their way at once, and each command's fate told.
///
/// Lettuce carries the bytes. Its own reconnecting is off: it would repeat commands in an order and
/// number that cannot be counted; here whoever sent a command learns that it was lost and sends it
/// again. Start reading at {@link io.coredeck.node.telemetry.redis.Link}.
@NullMarked
package io.coredeck.node.telemetry.redis;

import org.jspecify.annotations.NullMarked;
