package io.coredeck.node.telemetry.stats;

import io.coredeck.model.Bytes;
import java.io.IOException;

/// How much of the node's storage is taken.
@FunctionalInterface
public interface DiskUse {

  /// @return root disks and volumes of all containers
  Bytes used() throws IOException;
}
