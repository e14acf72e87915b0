/// What containers print and use, as it comes over the Redis channels a reservation names.
///
/// A subscription needs six words of the Redis protocol, so it speaks them itself over a socket of
/// the JDK: docs/decisions/0049. Start reading at {@link
/// io.coredeck.sdk.channel.ChannelSubscription}.
@NullMarked
package io.coredeck.sdk.channel;

import org.jspecify.annotations.NullMarked;
