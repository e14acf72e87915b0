/// Waiting for what other programs do.
@NullMarked
package io.coredeck.waiting;

import org.jspecify.annotations.NullMarked;
