package io.coredeck.node.telemetry.stats;

import io.coredeck.model.Bytes;
import java.io.IOException;
import java.util.Optional;

/// Where the numbers of one container come from.
@FunctionalInterface
public interface UsageSource {

  /// @return what it uses now; nothing if it does not run
  /// @throws IOException if the numbers cannot be read though it runs
  Optional<Usage> usage() throws IOException;

  /// What a container uses at one moment.
  ///
  /// @param memory page cache included
  /// @param memoryCache the page cache's part of it
  /// @param cpu nanoseconds of CPU since the container's start, all cores together
  /// @param pids number of processes and threads
  record Usage(Bytes memory, Bytes memoryCache, long cpu, long pids) {}
}
