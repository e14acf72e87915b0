/// Drafts as commands: copies of workloads, containers in the place of others, templates.
///
/// Start reading at {@link io.coredeck.cli.draft.DraftCommands}.
@NullMarked
package io.coredeck.cli.draft;

import org.jspecify.annotations.NullMarked;
