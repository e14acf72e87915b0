/// Following workloads as a stream of events.
@NullMarked
package io.coredeck.explorer.workload.follow;

import org.jspecify.annotations.NullMarked;
