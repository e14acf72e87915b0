/// Deleting what is reserved: what is lost by it, asking, doing it, and telling what came of it.
///
/// Shared by the pages that delete. Start reading at {@link
/// io.coredeck.dashboard.deletion.DeleteDialog}.
@NullMarked
package io.coredeck.dashboard.deletion;

import org.jspecify.annotations.NullMarked;
