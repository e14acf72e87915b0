/// Control groups, version 1, version 2, or both beside each other: what a container uses, and how
/// all of its processes are ended.
///
/// The runtime makes a container's group and sets its limits; here they are read and removed. Start
/// reading at {@link io.coredeck.node.container.cgroup.Cgroups}.
@NullMarked
package io.coredeck.node.container.cgroup;

import org.jspecify.annotations.NullMarked;
