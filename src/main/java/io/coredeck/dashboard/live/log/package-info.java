/// Logs of containers for open pages: one reader of Redis for all of them, one bounded window each.
///
/// The protocol is docs/formats/live.md. Start reading at {@link LogRoutes}, then {@link Viewer}.
@NullMarked
package io.coredeck.dashboard.live.log;

import org.jspecify.annotations.NullMarked;
