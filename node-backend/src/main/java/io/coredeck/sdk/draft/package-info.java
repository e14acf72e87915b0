/// What workloads are begun with, and how one takes the place of another: templates, drafts,
/// redeployments. Start reading at {@link io.coredeck.sdk.draft.DraftClient}.
@NullMarked
package io.coredeck.sdk.draft;

import org.jspecify.annotations.NullMarked;
