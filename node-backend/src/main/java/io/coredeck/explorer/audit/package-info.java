/// What people did: recorded with the change itself, kept for a bounded time, shown to who may see
/// it.
///
/// Start reading at {@link io.coredeck.explorer.audit.Journal}.
@NullMarked
package io.coredeck.explorer.audit;

import org.jspecify.annotations.NullMarked;
