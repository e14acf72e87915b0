package io.coredeck.platform.bundle;

import io.coredeck.node.host.DirectoryTree;
import io.coredeck.node.host.LinuxHost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// How long CoreX takes from its launch to accepting connections, and how much memory ten of them
/// take each. Prints one JSON object. Needs root.
///
/// The launch includes a mount namespace, three mounts and a chroot, about what a container runtime
/// does. Run from node-backend, built: `./coredeck bench corex`.
public final class CorexBench {
  private static final int ROUNDS = 7;
  private static final int TOGETHER = 10;
  private static final long ACCEPT_LIMIT = TimeUnit.SECONDS.toNanos(60);

  private CorexBench() {}

  /// Entry point; no arguments.
  public static void main(String[] arguments) throws Exception {
    var work = Files.createTempDirectory("coredeck-corex-bench");
    try {
      measure(new LinuxHost(), work);
    } finally {
      DirectoryTree.delete(work);
    }
  }

  private static void measure(LinuxHost host, Path work) throws Exception {
    var bundle =
        CorexBundle.build(
            host,
            Path.of(System.getProperty("java.home")),
            Path.of("target/dist/corex"),
            work.resolve("corex"),
            System.err::println);
    var root = new BundleRoot(host, Files.createTempDirectory(work, "root").resolve("r"), bundle);
    var millis = new long[ROUNDS];
    for (var round = 0; round < ROUNDS; round++) {
      millis[round] = TimeUnit.NANOSECONDS.toMillis(launch(root));
    }
    Arrays.sort(millis);
    System.out.printf(
        "{\"accept_ms_median\":%d,\"accept_ms_min\":%d,\"accept_ms_max\":%d,%s}%n",
        millis[ROUNDS / 2], millis[0], millis[ROUNDS - 1], memory(root));
  }

  private static long launch(BundleRoot root) throws Exception {
    var port = freePort();
    var begun = System.nanoTime();
    try (var _ = root.startOnLoopback(port)) {
      awaitAccept(port, begun);
      return System.nanoTime() - begun;
    }
  }

  private static String memory(BundleRoot root) throws Exception {
    var running = new ArrayList<BundleRoot.Running>();
    try {
      for (var i = 0; i < TOGETHER; i++) {
        var port = freePort();
        running.add(root.startOnLoopback(port));
        awaitAccept(port, System.nanoTime());
      }
      TimeUnit.SECONDS.sleep(15); // memory needed for the start is given back by then
      var pss = 0L;
      var rss = 0L;
      var anonymous = 0L;
      for (var corex : running) {
        pss += kib(corex, "Pss:");
        rss += kib(corex, "Rss:");
        anonymous += kib(corex, "Anonymous:");
      }
      return "\"together\":%d,\"pss_mib\":%.1f,\"rss_mib\":%.1f,\"anonymous_mib\":%.1f"
          .formatted(TOGETHER, mib(pss) / TOGETHER, mib(rss) / TOGETHER, mib(anonymous) / TOGETHER);
    } finally {
      running.forEach(BundleRoot.Running::close);
    }
  }

  private static double mib(long kib) {
    return kib / 1024.0;
  }

  private static long kib(BundleRoot.Running corex, String name) throws IOException {
    var rollup = Path.of("/proc", String.valueOf(corex.process().pid()), "smaps_rollup");
    return Files.readAllLines(rollup).stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .sum();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitAccept(int port, long begun) throws InterruptedException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    while (System.nanoTime() - begun < ACCEPT_LIMIT) {
      try (var socket = new Socket()) {
        socket.connect(address, 100);
        return;
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
    throw new IllegalStateException("CoreX does not accept on port " + port);
  }
}
