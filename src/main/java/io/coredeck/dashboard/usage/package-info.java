/// What of the grid is used by what: networks and who is in them, volumes and who mounts them,
/// pools and how long they last. Values, no pages. Start reading at {@link
/// io.coredeck.dashboard.usage.NetworkUse}.
@NullMarked
package io.coredeck.dashboard.usage;

import org.jspecify.annotations.NullMarked;
