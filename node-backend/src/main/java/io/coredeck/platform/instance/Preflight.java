package io.coredeck.platform.instance;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What must be true of the machine before anything is started. All faults come in one message.
public final class Preflight {

  /// Programs without which no container starts, and the Debian package of each.
  private static final String[][] PROGRAMS = {
    {"redis-server", "redis-server"},
    {"conmon", "conmon"},
    {"ip", "iproute2"},
    {"nft", "nftables"},
    {"btrfs", "btrfs-progs"},
    {"mkfs.btrfs", "btrfs-progs"},
    {"losetup", "util-linux"},
    {"setpriv", "util-linux"},
    {"patchelf", "patchelf"},
    {"useradd", "passwd"},
    {"tini-static", "tini"},
  };

  private static final List<Path> FOLDERS =
      List.of(
          Path.of("/usr/local/sbin"),
          Path.of("/usr/local/bin"),
          Path.of("/usr/sbin"),
          Path.of("/usr/bin"),
          Path.of("/sbin"),
          Path.of("/bin"));

  private static final List<String> CONTROLLERS = List.of("memory", "cpu", "pids");
  private static final List<String> NAMESPACES = List.of("net", "pid", "mnt", "ipc", "uts");

  private final Host host;
  private final UpOptions options;
  private final List<String> faults = new ArrayList<>();

  private Preflight(Host host, UpOptions options) {
    this.host = host;
    this.options = options;
  }

  /// @throws PlatformException naming everything that is missing and what to do about each
  public static void check(Host host, UpOptions options) throws IOException, InterruptedException {
    var preflight = new Preflight(host, options);
    preflight.programs();
    preflight.kernel();
    preflight.cgroups();
    preflight.ports();
    preflight.directory();
    if (!preflight.faults.isEmpty()) {
      throw new PlatformException(
          "nothing was started:\n  - " + String.join("\n  - ", preflight.faults));
    }
  }

  private static boolean isInstalled(String program) {
    return FOLDERS.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(program)));
  }

  private void programs() {
    var missing = new TreeSet<String>();
    for (var program : PROGRAMS) {
      if (!isInstalled(program[0])) {
        missing.add(program[1]);
      }
    }
    if (!isInstalled("runc") && !isInstalled("crun")) {
      missing.add("runc");
    }
    if (!missing.isEmpty()) {
      faults.add(
          "programs are missing; install them: apt-get install " + String.join(" ", missing));
    }
  }

  private void kernel() throws IOException, InterruptedException {
    for (var type : List.of("overlay", "btrfs")) {
      if (!hasFileSystem(type) && !loads(type)) {
        faults.add(
            "the kernel has no %s file system; use a kernel that does, or load its module: modprobe %s"
                .formatted(type, type));
      }
    }
    for (var namespace : NAMESPACES) {
      if (!Files.exists(Path.of("/proc/self/ns", namespace))) {
        faults.add("the kernel has no " + namespace + " namespaces; containers need them");
      }
    }
    try {
      host.run(Command.of("nft", "list", "tables"));
    } catch (IOException e) {
      faults.add("nft does not work on this kernel (" + e.getMessage() + "); load nf_tables");
    }
  }

  private static boolean hasFileSystem(String type) throws IOException {
    return Files.readString(Path.of("/proc/filesystems"))
        .lines()
        .anyMatch(line -> line.strip().endsWith("\t" + type) || line.strip().equals(type));
  }

  private boolean loads(String module) throws InterruptedException {
    try {
      host.run(Command.of("modprobe", module));
      return hasFileSystem(module);
    } catch (IOException e) {
      return false;
    }
  }

  private void cgroups() throws IOException {
    var available = new TreeSet<String>();
    var unified = Path.of("/sys/fs/cgroup/cgroup.controllers");
    if (Files.exists(unified)) {
      available.addAll(List.of(Files.readString(unified).strip().split(" ")));
    } else {
      for (var controller : CONTROLLERS) {
        if (Files.isDirectory(Path.of("/sys/fs/cgroup", controller))) {
          available.add(controller);
        }
      }
    }
    for (var controller : CONTROLLERS) {
      if (!available.contains(controller)) {
        faults.add(
            "the cgroup controller '%s' is not available; boot with it (for memory: the kernel option cgroup_enable=memory)"
                .formatted(controller));
      }
    }
  }

  private void ports() throws IOException {
    port("dashboard", options.listen(), options.dashboardPort(), "--dashboard-port");
    port("explorer", options.listen(), options.explorerPort(), "--explorer-port");
    port("hub", options.listen(), options.hubPort(), "--hub-port");
    port("redis", "127.0.0.1", options.redisPort(), "--redis-port");
  }

  private void port(String program, String address, int port, String flag) throws IOException {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
    } catch (java.net.BindException e) {
      faults.add(
          "%s cannot listen on %s:%d (%s); stop what uses it or choose another port with %s"
              .formatted(program, address, port, e.getMessage(), flag));
    }
  }

  /// The programs that are not root's must be able to walk into the directory.
  private void directory() throws IOException {
    for (var parent = options.data().getParent(); parent != null; parent = parent.getParent()) {
      if (Files.exists(parent) && !isOpen(Files.getPosixFilePermissions(parent))) {
        faults.add(
            "%s is closed to the user '%s', who runs explorer, hub and dashboard; choose another --data, or: chmod o+x %s"
                .formatted(parent, Layout.USER, parent));
      }
    }
  }

  private static boolean isOpen(Set<PosixFilePermission> permissions) {
    return permissions.contains(PosixFilePermission.OTHERS_EXECUTE);
  }
}
