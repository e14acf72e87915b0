package io.coredeck.node.container.cgroup;

import io.coredeck.node.host.Host;
import io.coredeck.node.host.Host.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// The control groups of this machine.
///
/// A group is named by its absolute path, the same in every hierarchy, e.g. `/coredeck-a/1-1`. Safe
/// for use by several threads.
public final class Cgroups {
  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

  /// How long the processes of a group may take to die once they have been killed, and a group to
  /// become free once its processes have died.
  private static final Duration END_LIMIT = Duration.ofSeconds(5);

  private static final Duration END_POLL = Duration.ofMillis(5);

  private final List<Hierarchy> hierarchies;
  private final Host host;

  Cgroups(List<Hierarchy> hierarchies, Host host) {
    this.hierarchies = List.copyOf(hierarchies);
    this.host = host;
  }

  /// @return the hierarchies mounted now
  /// @throws IOException if none is; a container cannot be limited then
  public static Cgroups find(Host host) throws IOException {
    var hierarchies = Hierarchy.parse(Files.readAllLines(MOUNTS, StandardCharsets.UTF_8));
    if (hierarchies.isEmpty()) {
      throw new IOException(
          MOUNTS + ": no control groups are mounted; mount cgroup2 on /sys/fs/cgroup");
    }
    return new Cgroups(hierarchies, host);
  }

  /// @return e.g. `version 1 (cpu, memory) and 2`
  public String describe() {
    var first =
        hierarchies.stream()
            .filter(hierarchy -> !hierarchy.isUnified())
            .flatMap(hierarchy -> hierarchy.controllers().stream())
            .sorted()
            .collect(Collectors.joining(", "));
    var both = !first.isEmpty() && unified().isPresent();
    return "version "
        + (first.isEmpty() ? "" : "1 (" + first + ")")
        + (both ? " and " : "")
        + (unified().isPresent() ? "2" : "");
  }

  /// @return whether memory and swap together can be limited; some kernels of version 1 cannot
  public boolean limitsSwap() {
    return controller("memory")
        .map(memory -> Files.exists(memory.mount().resolve("memory.memsw.limit_in_bytes")))
        .orElse(true);
  }

  /// Limits how many processes and threads there are in a group and those below it together. Those
  /// that are there stay.
  ///
  /// @param group made if absent
  /// @throws IOException if the kernel cannot count them
  public void limitProcesses(String group, long most) throws IOException {
    var tree =
        controller("pids")
            .or(this::unified)
            .orElseThrow(() -> new IOException("control groups: none counts processes (pids)"));
    var directory = Files.createDirectories(tree.directory(group));
    var limit = directory.resolve("pids.max");
    try {
      if (!Files.exists(limit)) { // version 2 counts where the group above says so
        Files.writeString(tree.mount().resolve("cgroup.subtree_control"), "+pids");
      }
      Files.writeString(limit, Long.toString(most), StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new IOException(
          limit + ": cannot be set to " + most + "; the kernel must count processes (pids)", e);
    }
  }

  /// @return what the group uses; to be closed
  public CgroupUsage usage(String group) {
    return new CgroupUsage(this, group);
  }

  /// @return how many processes of the group the kernel has ended for want of memory
  public long oomKills(String group) {
    var file =
        controller("memory")
            .map(memory -> memory.directory(group).resolve("memory.oom_control"))
            .or(() -> unified().map(tree -> tree.directory(group).resolve("memory.events")));
    if (file.isEmpty()) {
      return 0;
    }
    try (var numbers = new NumberFile(file.get(), NumberFile.SHORT_BYTES)) {
      return numbers.read() ? Math.max(0, numbers.named("oom_kill")) : 0;
    }
  }

  /// @return the processes in the group itself, in any hierarchy
  public Set<Long> processes(String group) throws IOException {
    var found = new LinkedHashSet<Long>();
    for (var hierarchy : hierarchies) {
      var directory = hierarchy.directory(group);
      try {
        Files.readAllLines(directory.resolve("cgroup.procs"))
            .forEach(p -> found.add(Long.valueOf(p)));
      } catch (IOException e) {
        if (Files.isDirectory(directory)) { // else this tree does not know the group, or no more
          throw e;
        }
      }
    }
    return found;
  }

  /// @return whether any hierarchy knows the group
  public boolean exists(String group) {
    return hierarchies.stream().anyMatch(h -> Files.isDirectory(h.directory(group)));
  }

  /// Moves a process to a group, made if absent, in every hierarchy where it is not at the top
  /// already: so it is neither counted nor ended with the group it was started in.
  public void move(long pid, String group) throws IOException {
    for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/cgroup"))) {
      var fields = line.split(":", 3); // number, controllers, group
      var names = fields[1].isEmpty() ? Set.<String>of() : Set.of(fields[1].split(",", -1));
      if (fields[2].equals("/") || fields[2].equals(group)) {
        continue;
      }
      for (var hierarchy : hierarchies) {
        if (hierarchy.controllers().equals(names)) {
          enter(pid, hierarchy, group);
        }
      }
    }
  }

  private static void enter(long pid, Hierarchy hierarchy, String group) throws IOException {
    var directory = Files.createDirectories(hierarchy.directory(group));
    if (hierarchy.controllers().contains("cpuset")) { // refuses processes until these are set
      inherit(directory, hierarchy.mount(), "cpuset.cpus");
      inherit(directory, hierarchy.mount(), "cpuset.mems");
    }
    Files.writeString(directory.resolve("cgroup.procs"), Long.toString(pid));
  }

  private static void inherit(Path directory, Path top, String name) throws IOException {
    if (!directory.equals(top)) {
      inherit(directory.resolveSibling(""), top, name);
      var file = directory.resolve(name);
      if (Files.readString(file).isBlank()) {
        Files.writeString(file, Files.readString(directory.resolveSibling(name)));
      }
    }
  }

  /// Ends every process of the group at once and waits until they are gone.
  ///
  /// @throws IOException if some are still there after 5 seconds
  public void kill(String group) throws IOException {
    var deadline = System.nanoTime() + END_LIMIT.toNanos();
    for (var left = processes(group); !left.isEmpty(); left = processes(group)) {
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "%s: processes %s do not end; they hang in the kernel".formatted(group, left));
      }
      killAll(group, left);
      LockSupport.parkNanos(END_POLL.toNanos());
    }
  }

  private void killAll(String group, Set<Long> processes) throws IOException {
    var atOnce = unified().map(tree -> tree.directory(group).resolve("cgroup.kill"));
    if (atOnce.isPresent() && Files.exists(atOnce.get())) {
      Files.writeString(atOnce.get(), "1");
    }
    for (var pid : processes) {
      var process = host.process(pid);
      if (process.isPresent()) {
        var _ = host.signal(process.get(), Signal.KILL);
      }
    }
  }

  /// Removes an empty group and those below it, everywhere. No such group is fine.
  ///
  /// @throws IOException if processes are in it
  public void remove(String group) throws IOException {
    for (var hierarchy : hierarchies) {
      removeTree(hierarchy.directory(group));
    }
  }

  private static void removeTree(Path directory) throws IOException {
    try (var below = Files.newDirectoryStream(directory, Files::isDirectory)) {
      for (var child : below) {
        removeTree(child);
      }
    } catch (NoSuchFileException | NotDirectoryException _) {
      return; // gone is what was asked for
    }
    var deadline = System.nanoTime() + END_LIMIT.toNanos();
    while (true) {
      try {
        Files.deleteIfExists(directory);
        return;
      } catch (DirectoryNotEmptyException e) {
        throw e;
      } catch (FileSystemException e) { // busy while the last process is being buried
        if (System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(END_POLL.toNanos());
      }
    }
  }

  /// @return the tree of version 1 with this controller
  Optional<Hierarchy> controller(String name) {
    return hierarchies.stream().filter(h -> h.controllers().contains(name)).findFirst();
  }

  /// @return the tree of version 2
  Optional<Hierarchy> unified() {
    return hierarchies.stream().filter(Hierarchy::isUnified).findFirst();
  }
}
