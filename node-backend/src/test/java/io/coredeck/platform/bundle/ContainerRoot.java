package io.coredeck.platform.bundle;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A root file system in which a bundle is started as container runtimes do it: `/dev` and its
/// terminals are the container's own, and CoreX may be confined further.
final class ContainerRoot {

  /// Whoever is not root.
  static final int USER = 1000;

  private static final long STOP_SECONDS = 20;

  /// Mounts what only root may. The root stands at `/mnt` then, in mounts that nobody else sees,
  /// because not everybody may enter the folders above it.
  private static final String PREPARE =
      """
      set -e
      mount --bind "$1" /mnt
      mount --bind "$2" /mnt/corex
      mount -o remount,bind,ro /mnt/corex
      if [ -d /mnt/usr ]; then
        mount --bind /usr /mnt/usr
        mount -o remount,bind,ro /mnt/usr
      fi
      shift 2
      exec "$@"
      """;

  /// Mounts what a container may mount itself, and enters it.
  private static final String ENTER =
      """
      set -e
      cd /mnt
      mount -t proc proc proc
      mount -t tmpfs -o mode=755 tmpfs dev
      mkdir dev/pts dev/shm
      chmod 1777 dev/shm
      mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts dev/pts
      ln -s pts/ptmx dev/ptmx
      for name in null zero full random urandom tty; do
        : >"dev/$name"
        mount --bind "/dev/$name" "dev/$name"
      done
      if [ "$1" = READ_ONLY ]; then
        mount -o remount,bind,ro /mnt
      fi
      shift
      exec env -i PATH=/bin "$(command -v chroot)" "$@"
      """;

  /// How CoreX is kept from what it does not need.
  enum Confinement {
    NONE,

    /// Nothing of the root can be written, and there is no `/tmp`.
    READ_ONLY,

    /// All of CoreX runs as {@link #USER}.
    UNPRIVILEGED,

    /// As rootless containers: root inside is {@link #USER} outside, there is no other user, and
    /// CoreX is the first process.
    USER_NAMESPACE
  }

  private final Host host;
  private final Path root;
  private final Path bundle;
  private final Confinement confinement;

  ContainerRoot(Host host, Path root, Path bundle, RootContents contents, Confinement confinement)
      throws IOException, InterruptedException {
    this.host = host;
    this.root = root;
    this.bundle = bundle;
    this.confinement = confinement;
    for (var folder : List.of("corex", "proc", "dev")) {
      Files.createDirectories(root.resolve(folder));
    }
    contents.fill(host, root);
    if (confinement == Confinement.USER_NAMESPACE) {
      host.run(Command.of("chown", "--recursive", USER + ":" + USER, root.toString()));
    }
  }

  /// A CoreX that listens.
  ///
  /// @param started becomes CoreX, or waits for it
  /// @param corex the process itself
  record Listening(BundleRoot.Running started, ProcessHandle corex, int port)
      implements AutoCloseable {

    /// Ends it.
    ///
    /// @return the status it ended with
    int stop() throws Exception {
      corex.destroy();
      return started.process().onExit().get(STOP_SECONDS, TimeUnit.SECONDS).exitValue();
    }

    @Override
    public void close() {
      corex.destroyForcibly();
      started.close();
    }
  }

  /// On any port of this machine's loopback.
  Listening start() throws Exception {
    var log = Files.createTempFile(root.getParent(), "corex", ".log");
    var running = new BundleRoot.Running(host.start(Command.of(line()), log), log);
    try {
      var port = running.awaitPort("127.0.0.1");
      var process = running.process().toHandle();
      return new Listening(running, process.children().findFirst().orElse(process), port);
    } catch (Exception | AssertionError e) {
      running.close();
      throw e;
    }
  }

  private List<String> line() throws IOException {
    var line =
        new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private", "--", "sh"));
    line.addAll(List.of("-c", PREPARE, "prepare", root.toString(), bundle.toString()));
    if (confinement == Confinement.USER_NAMESPACE) {
      line.addAll(
          List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "unshare"));
      line.addAll(
          List.of("--user", "--map-root-user", "--mount", "--pid", "--fork", "--kill-child"));
    }
    line.addAll(List.of("sh", "-c", ENTER, "enter", confinement.name()));
    if (confinement == Confinement.UNPRIVILEGED) {
      line.addAll(List.of("--userspec=" + USER + ":" + USER, "--groups="));
    }
    line.add("/mnt");
    line.addAll(BundleRoot.onLoopback(bundle, 0));
    return line;
  }
}
