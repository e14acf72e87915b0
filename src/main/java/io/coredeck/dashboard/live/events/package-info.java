/// What lately happened to all containers. Start reading at {@link Happenings}.
@NullMarked
package io.coredeck.dashboard.live.events;

import org.jspecify.annotations.NullMarked;
