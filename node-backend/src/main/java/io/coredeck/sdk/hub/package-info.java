/// The hub as Java calls: what images there are, what is in them, uploading. Start reading at
/// {@link io.coredeck.sdk.hub.HubClient}.
@NullMarked
package io.coredeck.sdk.hub;

import org.jspecify.annotations.NullMarked;
