/// What containers and nodes use, from Redis to open pages: `/live/stats`.
///
/// Nothing is queued for a page. The newest samples of each container that anybody looks at are
/// kept once, and every page is sent what it has not seen of them when it can take it. No Vaadin
/// type is used here. Start reading at {@link StatsHub}, then {@link Viewer}.
@NullMarked
package io.coredeck.dashboard.live.stats;

import org.jspecify.annotations.NullMarked;
