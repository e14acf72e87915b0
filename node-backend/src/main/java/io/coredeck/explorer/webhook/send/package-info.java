/// One try of one delivery: signed, to an address that may be connected to, within bounds.
///
/// Start reading at {@link io.coredeck.explorer.webhook.send.Sender}.
@NullMarked
package io.coredeck.explorer.webhook.send;

import org.jspecify.annotations.NullMarked;
