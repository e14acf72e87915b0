package io.coredeck.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.waiting.Patience;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a machine has of the things a container leaves behind if it is not taken down whole. Other
/// instances may run on it: what is theirs is left out.
///
/// @param links network interfaces
/// @param namespaces named network namespaces
/// @param mounts mount points
/// @param cgroups of every hierarchy
/// @param rules nft tables, and what stands in their sets of links
/// @param routes IPv4 routes
/// @param processes command lines of conmon and runtimes
/// @param subvolumes of the instance
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

  /// An instance's name within the names of links, namespaces, tables and cgroups, as the platform
  /// makes it.
  private static final Pattern INSTANCE =
      Pattern.compile("(?:^|[-_/ \"])(c[0-9a-f]{4})(?=$|[-/ ]|[bv][1-9A-HJ-NP-Za-km-z]{8}\\b)");

  /// The groups above those of containers, which the first container makes and all share.
  private static final Pattern SHARED_GROUP =
      Pattern.compile(".*/(coredeck[^/]*|c[0-9a-f]{4}|conmon)");

  /// @return the machine as it is while no instance of a test runs
  static HostState withoutInstances() throws IOException, InterruptedException {
    return of("none", Path.of("/nonexistent"));
  }

  /// @return the machine as it is but for what other instances on it have
  static HostState with(Grid grid) throws IOException, InterruptedException {
    return of(grid.instance(), grid.data());
  }

  /// @param instance its name; it may be gone
  /// @param data its directory
  static HostState of(String instance, Path data) throws IOException, InterruptedException {
    Predicate<String> counts = line -> isOf(instance, line);
    return new HostState(
        words(counts, "ip", "-o", "link"),
        words(counts, "ip", "netns", "list"),
        mountPoints(data),
        cgroupFolders(counts),
        rules(counts),
        words(counts, "ip", "-4", "route"),
        runtimeProcesses(data),
        subvolumes(data));
  }

  /// Waits until all that came since is gone: a page says that something will be deleted before the
  /// node has taken it down.
  ///
  /// @throws AssertionError if something is left after the limit
  static void assertNothingLeft(Grid grid, HostState before)
      throws IOException, InterruptedException {
    var end = System.nanoTime() + LIMIT.toNanos();
    var left = with(grid).since(before);
    while (!left.isEmpty() && System.nanoTime() < end) {
      Patience.pause();
      left = with(grid).since(before);
    }
    assertThat(left).as("left on the machine").isEmpty();
  }

  /// @return what was not there before, each with its kind
  Set<String> since(HostState before) {
    var left = new TreeSet<String>();
    more(left, "link", links, before.links);
    more(left, "namespace", namespaces, before.namespaces);
    more(left, "mount", mounts, before.mounts);
    more(left, "cgroup", cgroups, before.cgroups);
    more(left, "rule", rules, before.rules);
    more(left, "route", routes, before.routes);
    more(left, "process", processes, before.processes);
    more(left, "subvolume", subvolumes, before.subvolumes);
    left.removeIf(one -> SHARED_GROUP.matcher(one).matches());
    return left;
  }

  private static void more(Set<String> left, String kind, Set<String> now, Set<String> before) {
    now.stream()
        .filter(one -> !before.contains(one))
        .map(one -> kind + " " + one)
        .forEach(left::add);
  }

  /// @return whether the line names the instance or none
  private static boolean isOf(String instance, String line) {
    var named = INSTANCE.matcher(line);
    return !named.find() || named.group(1).equals(instance);
  }

  private static Set<String> words(Predicate<String> counts, String... command)
      throws IOException, InterruptedException {
    return Ran.of(List.of(command), List.of(), "", LIMIT)
        .out()
        .lines()
        // The number and state of a link change; its name is what counts. So do those of its route.
        .map(line -> command[0].equals("ip") ? line.replaceFirst("^\\d+: ([^:@]+).*", "$1") : line)
        .map(line -> line.replaceFirst(" \\(id: \\d+\\)$| (linkdown )?$", ""))
        .filter(counts)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> rules(Predicate<String> counts)
      throws IOException, InterruptedException {
    var all = words(counts, "nft", "list", "tables");
    var ruleset = Ran.of(List.of("nft", "list", "ruleset"), List.of(), "", LIMIT).out();
    Pattern.compile("[,={}\n]")
        .splitAsStream(ruleset)
        .map(String::strip)
        .filter(element -> element.startsWith("\"") && counts.test(element))
        .forEach(all::add);
    return all;
  }

  private static Set<String> mountPoints(Path data) throws IOException {
    return mountLines()
        .map(line -> line.split(" ", -1)[4])
        .filter(point -> point.startsWith(data.toString()) || !isInNode(point))
        .filter(point -> !point.startsWith("/run/netns"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isInNode(String path) {
    return path.matches(".*/node/(images|storage|containers)/.*");
  }

  private static Stream<String> mountLines() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream();
  }

  private static Set<String> cgroupFolders(Predicate<String> counts) throws IOException {
    var found = new TreeSet<String>();
    Files.walkFileTree(
        Path.of("/sys/fs/cgroup"),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            var name = folder.toString();
            if (name.contains("coredeck") && counts.test(name)) {
              found.add(name);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path gone, IOException reason) {
            return FileVisitResult.CONTINUE; // others make and remove groups all the time
          }
        });
    return found;
  }

  private static Set<String> runtimeProcesses(Path data) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.matches("\\S*(conmon|runc|crun)\\b.*"))
        .filter(line -> line.contains(data + "/") || !isInNode(line))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> subvolumes(Path data) throws IOException, InterruptedException {
    var all = new TreeSet<String>();
    for (var line : mountLines().filter(mount -> mount.contains(" - btrfs ")).toList()) {
      var point = line.split(" ", -1)[4];
      if (point.startsWith(data.toString())) {
        var ran = Ran.of(List.of("btrfs", "subvolume", "list", point), List.of(), "", LIMIT);
        ran.out().lines().map(entry -> entry.replaceFirst(".* path ", "")).forEach(all::add);
      }
    }
    return all;
  }
}
