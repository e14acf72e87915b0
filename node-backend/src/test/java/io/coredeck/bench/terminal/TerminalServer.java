package io.coredeck.bench.terminal;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import io.coredeck.platform.bundle.CorexBundle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server that runs in a root made of this machine's folders, so that both kinds start the same
/// programs; CoreX as a node starts it, with its bundle at `/corex`.
final class TerminalServer implements AutoCloseable {
  private static final long START_LIMIT_SECONDS = 60;
  private static final int CONNECT_MILLIS = 200;

  /// Puts this machine's folders into the root, in mounts that vanish with the server.
  private static final String SCRIPT =
      """
      set -e
      root=$1
      bundle=$2
      shift 2
      for folder in usr etc tmp var root dev proc; do
        mkdir -p "$root/$folder"
        mount --rbind "/$folder" "$root/$folder"
      done
      for link in bin sbin lib lib64; do
        [ -e "$root/$link" ] || ln -s "usr/$link" "$root/$link"
      done
      mkdir -p "$root/corex"
      [ "$bundle" = none ] || mount --bind "$bundle" "$root/corex"
      exec env -i PATH=/usr/bin:/bin "$(command -v chroot)" "$root" "$@"
      """;

  /// What is measured.
  enum Kind {
    COREX("corex"),
    TTYD("ttyd");

    private final String protocol;

    Kind(String protocol) {
      this.protocol = protocol;
    }

    /// @return as TermBench calls it
    String protocol() {
      return protocol;
    }
  }

  private final Kind kind;
  private final Process process;
  private final int port;

  private TerminalServer(Kind kind, Process process, int port) {
    this.kind = kind;
    this.process = process;
    this.port = port;
  }

  /// @param bundle made before
  static TerminalServer corex(Host host, Path work, Path bundle)
      throws IOException, InterruptedException {
    var port = freePort();
    var launch = CorexBundle.launch(bundle);
    var line = new ArrayList<>(launch.subList(0, launch.indexOf(CorexBundle.MAIN) + 1));
    line.addAll(List.of("-i", "lo", "-p", String.valueOf(port)));
    return start(host, work, bundle.toString(), Kind.COREX, port, line);
  }

  /// @param program the rival; it must let clients type and give arguments
  static TerminalServer ttyd(Host host, Path work, Path program)
      throws IOException, InterruptedException {
    var port = freePort();
    var line =
        List.of(
            program.toString(),
            "-W",
            "-a",
            "-i",
            "lo",
            "-p",
            String.valueOf(port),
            "-d",
            "1",
            "sh");
    return start(host, work, "none", Kind.TTYD, port, line);
  }

  private static TerminalServer start(
      Host host, Path work, String bundle, Kind kind, int port, List<String> line)
      throws IOException, InterruptedException {
    var root = Files.createTempDirectory(work, "root");
    var argv =
        new ArrayList<>(
            List.of("unshare", "--mount", "--propagation", "private", "--", "sh", "-c", SCRIPT));
    argv.addAll(List.of("root", root.toString(), bundle));
    argv.addAll(line);
    var log = work.resolve(root.getFileName() + ".log");
    var server = new TerminalServer(kind, host.start(Command.of(argv), log), port);
    try {
      server.awaitAccept(log);
      return server;
    } catch (IOException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  private void awaitAccept(Path log) throws IOException, InterruptedException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_LIMIT_SECONDS);
    while (System.nanoTime() < deadline) {
      try (var socket = new Socket()) {
        socket.connect(address, CONNECT_MILLIS);
        return;
      } catch (IOException e) {
        if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
          throw new IOException("%s ended: %s".formatted(kind, Files.readString(log)), e);
        }
      }
    }
    throw new IOException("%s does not listen: %s".formatted(kind, Files.readString(log)));
  }

  Kind kind() {
    return kind;
  }

  int port() {
    return port;
  }

  /// @return of the server itself: what starts it becomes it
  long pid() {
    return process.pid();
  }

  /// @return KiB of memory it has, what it shares with others included
  double residentKib() throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process
        .onExit()
        .orTimeout(START_LIMIT_SECONDS, TimeUnit.SECONDS)
        .exceptionally(_ -> process.destroyForcibly())
        .join();
  }
}
