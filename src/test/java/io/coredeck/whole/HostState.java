package io.coredeck.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What a machine has of the things a container leaves behind if it is not taken down whole.
///
/// @param links network interfaces
/// @param namespaces named network namespaces
/// @param mounts mount points
/// @param cgroups of every hierarchy
/// @param rules nft tables
/// @param routes IPv4 routes
/// @param processes command lines of conmon, tini and runtimes
/// @param subvolumes of the mounted btrfs file systems
record HostState(
    Set<String> links,
    Set<String> namespaces,
    Set<String> mounts,
    Set<String> cgroups,
    Set<String> rules,
    Set<String> routes,
    Set<String> processes,
    Set<String> subvolumes) {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  static HostState now() throws IOException, InterruptedException {
    return new HostState(
        words("ip", "-o", "link"),
        words("ip", "netns", "list"),
        mountPoints(),
        cgroupFolders(),
        words("nft", "list", "tables"),
        words("ip", "-4", "route"),
        runtimeProcesses(),
        subvolumesOf());
  }

  private static Set<String> words(String... command) throws IOException, InterruptedException {
    return Ran.of(List.of(command), List.of(), "", LIMIT)
        .out()
        .lines()
        // The number and state of a link change; its name is what counts.
        .map(line -> command[0].equals("ip") ? line.replaceFirst("^\\d+: ([^:@]+).*", "$1") : line)
        .map(line -> line.replaceFirst(" \\(id: \\d+\\)$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> mountPoints() throws IOException {
    return Files.readString(Path.of("/proc/self/mountinfo"))
        .lines()
        .map(line -> line.split(" ", -1)[4])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> cgroupFolders() throws IOException {
    try (var found = Files.walk(Path.of("/sys/fs/cgroup"))) {
      return found
          .filter(Files::isDirectory)
          .map(Path::toString)
          .filter(path -> path.contains("coredeck"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static Set<String> runtimeProcesses() {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.matches("\\S*(conmon|tini|runc|crun|\\.init)\\b.*"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> subvolumesOf() throws IOException, InterruptedException {
    var all = new TreeSet<String>();
    for (var line : Files.readString(Path.of("/proc/self/mountinfo")).lines().toList()) {
      if (line.contains(" - btrfs ")) {
        var ran =
            Ran.of(
                List.of("btrfs", "subvolume", "list", line.split(" ", -1)[4]),
                List.of(),
                "",
                LIMIT);
        ran.out().lines().map(entry -> entry.replaceFirst(".* path ", "")).forEach(all::add);
      }
    }
    return all;
  }
}
