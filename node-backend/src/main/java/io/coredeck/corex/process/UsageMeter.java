package io.coredeck.corex.process;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;

/// How much the processes take: the border to the operating system's numbers.
public interface UsageMeter {

  /// Reads all numbers once.
  ///
  /// @param pids the processes asked for, each the leader of its session
  Reading read(Collection<Long> pids);

  /// All numbers of one moment.
  ///
  /// @param processes by pid, whole sessions; a process that has ended is missing
  /// @param container everything in the container
  /// @param memoryLimit bytes the container may use, if there is a limit that can be read
  record Reading(Map<Long, Usage> processes, Usage container, OptionalLong memoryLimit) {}

  /// @param cpu time on a processor since the beginning
  /// @param memory bytes in use
  record Usage(Duration cpu, long memory) {}
}
