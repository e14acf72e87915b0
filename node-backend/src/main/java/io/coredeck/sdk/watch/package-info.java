/// What containers print and use, through the explorer: for who may call it and reaches neither the
/// platform's Redis nor the channels that reservations name.
///
/// Start reading at {@link io.coredeck.sdk.watch.WatchClient}.
@NullMarked
package io.coredeck.sdk.watch;

import org.jspecify.annotations.NullMarked;
