/// The platform's Redis as the pages read it: streams, followed and asked.
///
/// Read only. Start reading at {@link StreamLoop}.
@NullMarked
package io.coredeck.dashboard.live.redis;

import org.jspecify.annotations.NullMarked;
