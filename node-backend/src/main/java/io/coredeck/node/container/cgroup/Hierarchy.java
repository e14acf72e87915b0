package io.coredeck.node.container.cgroup;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One mounted tree of control groups.
///
/// @param mount where it is mounted
/// @param controllers what a tree of version 1 controls; empty for version 2
record Hierarchy(Path mount, Set<String> controllers) {
  private static final int MOUNT_POINT_FIELD = 4;

  /// @return whether this is the one tree of version 2
  boolean isUnified() {
    return controllers.isEmpty();
  }

  /// @param group absolute path of a group, e.g. `/coredeck-a/1-1`
  /// @return its directory
  Path directory(String group) {
    return mount.resolve(group.substring(1));
  }

  /// @param mountinfo lines of `/proc/self/mountinfo`
  /// @return every tree once, in the order mounted
  static List<Hierarchy> parse(List<String> mountinfo) {
    var seen = new HashSet<Set<String>>();
    return mountinfo.stream()
        .map(Hierarchy::parse)
        .flatMap(Optional::stream)
        .filter(hierarchy -> seen.add(hierarchy.controllers))
        .toList();
  }

  private static Optional<Hierarchy> parse(String line) {
    var halves = line.split(" - ", 2);
    if (halves.length < 2) {
      return Optional.empty();
    }
    var mount = Path.of(halves[0].split(" ", -1)[MOUNT_POINT_FIELD]);
    var system = halves[1].split(" ", -1);
    return switch (system[0]) {
      case "cgroup2" -> Optional.of(new Hierarchy(mount, Set.of()));
      case "cgroup" -> Optional.of(new Hierarchy(mount, controllers(system[system.length - 1])));
      default -> Optional.empty();
    };
  }

  /// @param options e.g. `rw,cpu,cpuacct`
  private static Set<String> controllers(String options) {
    var names = new HashSet<>(Arrays.asList(options.split(",", -1)));
    names.removeAll(Set.of("rw", "ro", "xattr", "clone_children", "noprefix"));
    names.removeIf(name -> name.startsWith("release_agent="));
    return Set.copyOf(names);
  }
}
