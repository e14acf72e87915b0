/// The calls that show what people did.
@NullMarked
package io.coredeck.explorer.audit.call;

import org.jspecify.annotations.NullMarked;
