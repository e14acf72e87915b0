/// The messages about people's accounts.
@NullMarked
package io.coredeck.wire.account;

import org.jspecify.annotations.NullMarked;
