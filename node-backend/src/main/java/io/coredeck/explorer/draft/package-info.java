/// What people begin workloads with: templates, and drafts of what is there.
///
/// Start reading at {@link io.coredeck.explorer.draft.Templates}.
@NullMarked
package io.coredeck.explorer.draft;

import org.jspecify.annotations.NullMarked;
