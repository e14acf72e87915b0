package io.coredeck.node.container.oci;

import io.coredeck.node.host.Host;
import io.coredeck.node.host.Host.Resource;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// What setrlimit(2) limits in a container, the same for each.
///
/// Without a user namespace the root of a container is counted together with this machine's, and
/// user 1000 of one container with user 1000 of all others. So what is counted by user and what a
/// user could keep for himself is half of what this program may have: the other half is left for
/// this machine.
///
/// @param openFiles for a process
/// @param processes for a user other than root; not made smaller, because one container could then
///   keep a user of all others from starting any: control groups count instead
/// @param lockedMemory bytes, for a process
/// @param queueBytes bytes in message queues, for a user
/// @param signals that wait for their receivers, for a user
public record Rlimits(
    long openFiles, long processes, long lockedMemory, long queueBytes, long signals) {

  /// Enough for any server; the default of many systems.
  private static final long OPEN_FILES = 65_536;

  /// More than Linux can have.
  private static final long PROCESSES = 1L << 22;

  /// What Linux itself begins with.
  private static final long LOCKED_MEMORY = 8L << 20;

  /// What Linux itself begins with.
  private static final long QUEUE_BYTES = 819_200;

  /// What Linux itself begins with on a machine of 32 GiB.
  private static final long SIGNALS = 128L << 10;

  /// @return what containers may have on this machine
  /// @throws IOException if this program's own limits cannot be read
  public static Rlimits within(Host host) throws IOException {
    return new Rlimits(
        Math.min(OPEN_FILES, host.hardLimit(Resource.OPEN_FILES)),
        Math.min(PROCESSES, host.hardLimit(Resource.PROCESSES)),
        Math.min(LOCKED_MEMORY, host.hardLimit(Resource.LOCKED_MEMORY)),
        Math.min(QUEUE_BYTES, host.hardLimit(Resource.QUEUE_BYTES) / 2),
        Math.min(SIGNALS, host.hardLimit(Resource.SIGNALS) / 2));
  }

  /// @return the member `rlimits` of the runtime's configuration
  List<Map<String, Object>> json() {
    return List.of(
        limit("RLIMIT_NOFILE", openFiles),
        limit("RLIMIT_NPROC", processes),
        limit("RLIMIT_MEMLOCK", lockedMemory),
        limit("RLIMIT_MSGQUEUE", queueBytes),
        limit("RLIMIT_SIGPENDING", signals),
        limit("RLIMIT_CORE", 0));
  }

  private static Map<String, Object> limit(String type, long value) {
    return Map.of("type", type, "soft", value, "hard", value);
  }
}
