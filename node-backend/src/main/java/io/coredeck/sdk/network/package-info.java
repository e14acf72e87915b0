/// What a client makes itself before it asks for a private network.
@NullMarked
package io.coredeck.sdk.network;

import org.jspecify.annotations.NullMarked;
