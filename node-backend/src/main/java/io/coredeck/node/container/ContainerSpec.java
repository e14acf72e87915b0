package io.coredeck.node.container;

import io.coredeck.model.Bytes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// All that is needed to run a container, again and again.
///
/// @param gwid its name on this node: letters, digits, `_` and `-`, 1 to 64
/// @param root its root directory, mounted and writable, used by nobody else
/// @param network a named network namespace, e.g. `/run/netns/…`; empty for one with nothing in it
/// @param hostname what it calls itself
/// @param addresses its addresses, for its `/etc/hosts`
/// @param entrypoint shell-like words; empty for the image's own
/// @param interactive CoreX instead of the entrypoint
/// @param environment variables, secret ones included
/// @param mounts volumes
/// @param cpu how many CPUs it may use, 1 or more
/// @param memory the hard limit of memory and swap together
/// @param pids how many processes and threads it may have, 1 or more
/// @param elevated whether it may mount and use FUSE
public record ContainerSpec(
    String gwid,
    Path root,
    Optional<Path> network,
    String hostname,
    List<String> addresses,
    String entrypoint,
    boolean interactive,
    Map<String, String> environment,
    List<Mount> mounts,
    long cpu,
    Bytes memory,
    long pids,
    boolean elevated) {
  private static final Pattern GWID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  public ContainerSpec {
    if (!GWID.matcher(gwid).matches()) {
      throw new IllegalArgumentException(
          "gwid is '" + gwid + "'; it must be 1 to 64 letters, digits, _ or -");
    }
    if (!root.isAbsolute()) {
      throw new IllegalArgumentException("root is " + root + "; it must be absolute");
    }
    if (cpu < 1 || pids < 1 || memory.count() < 1) {
      throw new IllegalArgumentException(
          "asked %d CPUs, %s of memory, %d processes; each must be 1 or more"
              .formatted(cpu, memory, pids));
    }
    environment = Map.copyOf(environment);
    checkEnvironment(environment);
    addresses = List.copyOf(addresses);
    mounts = List.copyOf(mounts);
  }

  /// @throws IllegalArgumentException naming the variable that no program can have
  public static void checkEnvironment(Map<String, String> environment) {
    environment.forEach(ContainerSpec::checkVariable);
  }

  private static void checkVariable(String name, String value) {
    if (name.isEmpty() || name.contains("=") || name.contains("\0") || value.contains("\0")) {
      throw new IllegalArgumentException(
          "environment variable '%s': a name must not be empty or hold =, neither may hold NUL"
              .formatted(name));
    }
  }

  /// A directory of this machine in the container, writable.
  ///
  /// @param source the directory
  /// @param target where it appears, a path in the container; made if absent
  public record Mount(Path source, String target) {}
}
