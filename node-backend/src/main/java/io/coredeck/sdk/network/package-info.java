/// A private network as a client makes it and finds it again: ranges, parts and their keys. Start
/// reading at {@link io.coredeck.sdk.network.Network}.
@NullMarked
package io.coredeck.sdk.network;

import org.jspecify.annotations.NullMarked;
