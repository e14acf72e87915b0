/// What nodes use now, as they tell every two seconds. Start reading at {@link NodeLoads}.
@NullMarked
package io.coredeck.dashboard.live.nodes;

import org.jspecify.annotations.NullMarked;
