/// What the live parts of pages (logs, numbers) have in common: who may see what, and from where.
///
/// No Vaadin type is used here or below. Start reading at {@link Access}.
@NullMarked
package io.coredeck.dashboard.live;

import org.jspecify.annotations.NullMarked;
