/// Storage on the node's disk: room with a limit for root disks, and volumes, which outlive the
/// containers that use them.
///
/// {@link io.coredeck.node.volume.Storage} hands out btrfs subvolumes whose size the kernel limits;
/// where the disk is not btrfs it keeps one in a sparse file. {@link
/// io.coredeck.node.volume.Volumes} remembers whose volume is which.
@NullMarked
package io.coredeck.node.volume;

import org.jspecify.annotations.NullMarked;
