/// PROGRAM: starts all programs on one machine, keeps them running, and makes the first farm, pool
/// and network, so that after `up` the first container is one command away.
///
/// Start reading at {@link io.coredeck.platform.PlatformMain}, then {@link
/// io.coredeck.platform.Platform}.
@NullMarked
package io.coredeck.platform;

import org.jspecify.annotations.NullMarked;
