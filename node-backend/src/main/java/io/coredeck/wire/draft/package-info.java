/// What a person set of a workload, and nothing else: the form of files that the command line
/// deploys and of templates (docs/formats/reservation.md).
///
/// Start reading at {@link io.coredeck.wire.draft.Drafts}.
@NullMarked
package io.coredeck.wire.draft;

import org.jspecify.annotations.NullMarked;
