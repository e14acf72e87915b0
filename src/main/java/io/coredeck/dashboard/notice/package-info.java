/// What a person is told: of what happened on the grid, and of what came of the person's own doing.
/// Kept as long as the person is signed in. Start reading at {@link Notices}.
@NullMarked
package io.coredeck.dashboard.notice;

import org.jspecify.annotations.NullMarked;
