package io.coredeck.platform.bundle;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A root file system with busybox alone, in which a bundle is started as in a container: mounted
/// read-only at `/corex`, in mounts and a network of its own that vanish with it.
final class BundleRoot {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern LISTENING = Pattern.compile("listening on (\\S+) port ([0-9]+)");

  private static final String SCRIPT =
      """
      set -e
      root=$1
      bundle=$2
      net=$3
      shift 3
      mount --bind "$bundle" "$root/corex"
      mount -o remount,bind,ro "$root/corex"
      mount -t proc proc "$root/proc"
      mount --rbind /dev "$root/dev"
      if [ "$net" = own ]; then
        ip link set lo up
        ip link add eth0 type veth peer name peer0
        ip link set peer0 up
        ip link set eth0 up
        ip address add 10.77.0.2/24 dev eth0
        ip address add fd77::2/64 dev eth0
      fi
      exec env -i PATH=/bin WORDS=grüße "$(command -v chroot)" "$root" "$@"
      """;

  private final Host host;
  private final Path root;
  private final Path bundle;

  BundleRoot(Host host, Path root, Path bundle) throws IOException {
    this.host = host;
    this.root = Files.createDirectories(root);
    this.bundle = bundle;
    for (var folder : List.of("corex", "proc", "dev", "bin")) {
      Files.createDirectories(root.resolve(folder));
    }
    Files.copy(Path.of("/bin/busybox"), root.resolve("bin/busybox"));
    Files.createSymbolicLink(root.resolve("bin/sh"), Path.of("busybox"));
  }

  /// One CoreX that runs.
  record Running(Process process, Path log) implements AutoCloseable {
    String text() throws IOException {
      return Files.exists(log) ? Files.readString(log) : "";
    }

    /// @return its port, once it listens on an address of this kind
    int awaitPort(String address) throws IOException, InterruptedException {
      var deadline = System.nanoTime() + LIMIT.toNanos();
      while (System.nanoTime() < deadline) {
        for (var found : LISTENING.matcher(text()).results().toList()) {
          if (found.group(1).startsWith(address)) {
            return Integer.parseInt(found.group(2));
          }
        }
        if (process.waitFor(2, TimeUnit.MILLISECONDS)) {
          throw new AssertionError("CoreX ended: " + text());
        }
      }
      throw new AssertionError("CoreX does not listen: " + text());
    }

    @Override
    public void close() {
      process.destroy();
      process
          .onExit()
          .orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS)
          .exceptionally(_ -> process.destroyForcibly())
          .join();
    }
  }

  /// With the line of the bundle as it is, in a network of its own.
  Running startAsInContainer() throws IOException {
    return start("own", CorexBundle.launch(bundle));
  }

  /// On any port of this machine's loopback.
  Running startOnLoopback() throws IOException {
    return startOnLoopback(0);
  }

  Running startOnLoopback(int port) throws IOException {
    return start("shared", onLoopback(bundle, port));
  }

  /// @return the line of a bundle, with other options
  static List<String> onLoopback(Path bundle, int port) throws IOException {
    var line = CorexBundle.launch(bundle);
    var start = new ArrayList<>(line.subList(0, line.indexOf(CorexBundle.MAIN) + 1));
    start.addAll(List.of("-i", "lo", "-p", String.valueOf(port)));
    return start;
  }

  private Running start(String network, List<String> line) throws IOException {
    var log = Files.createTempFile(root, "corex", ".log");
    var argv = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private"));
    if (network.equals("own")) {
      argv.add("--net");
    }
    argv.addAll(
        List.of("--", "sh", "-c", SCRIPT, "root", root.toString(), bundle.toString(), network));
    argv.addAll(line);
    return new Running(host.start(Command.of(argv), log), log);
  }
}
