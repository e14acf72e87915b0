/// Following workloads as streams of events: their changes ({@link
/// io.coredeck.explorer.workload.follow.Events}), what they print and use ({@link
/// io.coredeck.explorer.workload.follow.Watching}).
@NullMarked
package io.coredeck.explorer.workload.follow;

import org.jspecify.annotations.NullMarked;
