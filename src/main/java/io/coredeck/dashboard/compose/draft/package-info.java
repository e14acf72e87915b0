/// A container as the person who composes it has it, and its text in JSON and YAML.
///
/// No Vaadin here. Start reading at {@link io.coredeck.dashboard.compose.draft.Draft}, then {@link
/// io.coredeck.dashboard.compose.draft.DraftFormat}.
@NullMarked
package io.coredeck.dashboard.compose.draft;

import org.jspecify.annotations.NullMarked;
