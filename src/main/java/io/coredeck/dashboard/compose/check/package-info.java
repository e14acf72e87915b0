/// What is wrong with a draft, why, and what would make it right, by what the grid has now.
///
/// No Vaadin here. Start reading at {@link io.coredeck.dashboard.compose.check.DraftCheck}.
@NullMarked
package io.coredeck.dashboard.compose.check;

import org.jspecify.annotations.NullMarked;
