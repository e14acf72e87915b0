/// The messages about webhooks.
@NullMarked
package io.coredeck.wire.hook;

import org.jspecify.annotations.NullMarked;
