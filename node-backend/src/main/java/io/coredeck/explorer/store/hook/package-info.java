/// Webhooks and their deliveries as rows: what is to be told is written in the transaction that
/// changes what it tells of.
///
/// Start reading at {@link io.coredeck.explorer.store.hook.HookReading}.
@NullMarked
package io.coredeck.explorer.store.hook;

import org.jspecify.annotations.NullMarked;
