package io.coredeck.node.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.coredeck.model.Bytes;
import io.coredeck.node.container.ContainerSpec.Mount;
import io.coredeck.node.container.ContainerState.Exited;
import io.coredeck.node.container.ContainerState.Running;
import io.coredeck.node.host.LinuxHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/// A place to try real containers in: a directory, images made of busybox, and an open {@link
/// Containers}.
final class Lab {
  private static final Duration LIMIT = Duration.ofSeconds(100);
  private static final Path BUSYBOX = Path.of("/bin/busybox");
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "cat",
          "echo",
          "sleep",
          "mount",
          "unshare",
          "mknod",
          "id",
          "hostname",
          "ls",
          "touch",
          "grep",
          "dd",
          "nproc",
          "ping",
          "yes",
          "head",
          "seq",
          "kill",
          "true",
          "chroot",
          "tr",
          "arping");

  final LinuxHost host = new LinuxHost();
  final Path dir;
  final String instance;
  Containers containers;

  Lab(Path dir, String instance) throws IOException, InterruptedException {
    this.dir = dir.toRealPath();
    this.instance = instance;
    containers = open();
  }

  /// Opens the same directory again, as a new agent would. The old one is not closed.
  Containers open() throws IOException, InterruptedException {
    return Containers.open(dir.resolve("state"), instance, dir.resolve("corex"), host);
  }

  /// @return a new root directory with busybox in it
  Path image(String name) throws IOException {
    var bin = Files.createDirectories(dir.resolve(name).resolve("bin"));
    Files.copy(BUSYBOX, bin.resolve("busybox"));
    for (var tool : TOOLS) {
      Files.createSymbolicLink(bin.resolve(tool), Path.of("busybox"));
    }
    return dir.resolve(name);
  }

  /// @return a container that runs a script in an image of its own
  ContainerSpec script(String gwid, String script) throws IOException {
    return spec(gwid, image("image-" + gwid), "/bin/sh -c '" + script + "'");
  }

  static ContainerSpec spec(String gwid, Path root, String entrypoint) {
    return new ContainerSpec(
        gwid,
        root,
        Optional.empty(),
        gwid,
        List.of(),
        entrypoint,
        false,
        Map.of(),
        List.of(),
        1,
        Bytes.ofMiB(64),
        64,
        false);
  }

  static ContainerSpec with(
      ContainerSpec spec, Map<String, String> environment, List<Mount> mounts, boolean elevated) {
    return with(spec, spec.interactive(), environment, mounts, elevated);
  }

  static ContainerSpec interactive(ContainerSpec spec, Map<String, String> environment) {
    return with(spec, true, environment, spec.mounts(), spec.elevated());
  }

  private static ContainerSpec with(
      ContainerSpec spec,
      boolean interactive,
      Map<String, String> environment,
      List<Mount> mounts,
      boolean elevated) {
    return new ContainerSpec(
        spec.gwid(),
        spec.root(),
        spec.network(),
        spec.hostname(),
        spec.addresses(),
        spec.entrypoint(),
        interactive,
        environment,
        mounts,
        spec.cpu(),
        spec.memory(),
        spec.pids(),
        elevated);
  }

  static ContainerSpec joined(ContainerSpec spec, Path network, String address) {
    return new ContainerSpec(
        spec.gwid(),
        spec.root(),
        Optional.of(network),
        spec.hostname(),
        List.of(address),
        spec.entrypoint(),
        spec.interactive(),
        spec.environment(),
        spec.mounts(),
        spec.cpu(),
        spec.memory(),
        spec.pids(),
        spec.elevated());
  }

  /// Runs a container to its end.
  ///
  /// @return how it ended
  Exited run(ContainerSpec spec) throws Exception {
    containers.start(spec);
    return awaitExit(spec.gwid());
  }

  Exited awaitExit(String gwid) {
    await(gwid + " ends", () -> !(containers.list().get(gwid) instanceof Running));
    if (containers.list().get(gwid) instanceof Exited exited) {
      return exited;
    }
    throw new AssertionError(gwid + " is " + containers.list().get(gwid));
  }

  void awaitLog(String gwid, String text) {
    await(gwid + " writes " + text, () -> log(gwid).contains(text));
  }

  static void await(String what, BooleanSupplier condition) {
    var deadline = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waiting until " + what).isLessThan(deadline);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  /// @return what the container wrote to both streams, without time stamps
  String log(String gwid) {
    try {
      return Files.readAllLines(containers.logFile(gwid)).stream()
          .map(line -> line.split(" ", 4)[3])
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      return "";
    }
  }

  Path bundle(String gwid) {
    return dir.resolve("state/bundles").resolve(gwid);
  }

  /// @return every control group of this lab that is there
  List<Path> groups() throws IOException {
    try (var all = Files.find(Path.of("/sys/fs/cgroup"), 3, (p, a) -> isOurs(p))) {
      return all.toList();
    }
  }

  private boolean isOurs(Path path) {
    return path.toString().contains("/coredeck-" + instance);
  }

  /// @return command lines of running processes that name this lab's directory
  List<String> processes() {
    return ProcessHandle.allProcesses()
        .map(ProcessHandle::pid)
        .filter(pid -> host.process(pid).isPresent())
        .map(Lab::commandLine)
        .filter(line -> line.contains(dir.toString()))
        .toList();
  }

  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }

  /// Removes all that was made.
  void destroy() throws IOException, InterruptedException {
    containers.destroy();
  }
}
