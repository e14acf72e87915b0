package io.coredeck.platform;

import io.coredeck.node.host.Command;
import io.coredeck.node.host.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// The running programs of one instance: how each is started, how one sees that it is ready, and
/// that all are stopped in reverse order.
final class Programs implements AutoCloseable {

  /// All programs, in the order they are started.
  static final List<String> NAMES = List.of("redis", "explorer", "hub", "node", "dashboard");

  private static final Duration READY_LIMIT = Duration.ofSeconds(60);
  private static final Duration READY_PAUSE = Duration.ofMillis(20);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
  private static final Duration LOG_CHECK = Duration.ofMinutes(5);
  private static final long LOG_LIMIT = 16L << 20;

  private final Host host;
  private final Layout layout;
  private final ProgramFiles files;
  private final List<Supervised> running = new ArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("supervisor").daemon().factory());
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .build();

  Programs(Host host, Layout layout, ProgramFiles files) {
    this.host = host;
    this.layout = layout;
    this.files = files;
    var _ =
        timer.scheduleWithFixedDelay(
            this::keepLogsSmall, 0, LOG_CHECK.toSeconds(), TimeUnit.SECONDS);
  }

  void startRedis(int port) throws IOException, InterruptedException {
    start("redis", asUser(List.of("redis-server", layout.config("redis").toString())));
    await("redis", () -> answersPing(port));
  }

  /// Starts one of the backend's programs as the user `coredeck`.
  ///
  /// @param readyUrl answers with 200 when it is ready
  void startBackend(String name, String mainClass, String readyUrl)
      throws IOException, InterruptedException {
    start(name, asUser(java(name, files.backendClassPath(), mainClass, "256m")));
    await(name, () -> answers(readyUrl));
  }

  void startDashboard(String readyUrl) throws IOException, InterruptedException {
    var main = "io.coredeck.dashboard.DashboardMain";
    start("dashboard", asUser(java("dashboard", files.dashboardClassPath(), main, "512m")));
    await("dashboard", () -> answers(readyUrl));
  }

  /// Starts the node agent, as root.
  void startNode() throws IOException, InterruptedException {
    Files.deleteIfExists(layout.nodeReady());
    start("node", java("node", files.backendClassPath(), "io.coredeck.node.NodeMain", "512m"));
    await("node", () -> Files.exists(layout.nodeReady()));
  }

  /// Stops them in reverse order; calling it again does nothing.
  @Override
  public void close() {
    timer.shutdownNow();
    for (var program : running.reversed()) {
      try {
        program.stop();
      } catch (IOException e) {
        System.err.println("coredeck: " + program.name() + " could not be stopped: " + e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    running.clear();
    http.close();
  }

  private List<String> java(String name, String classPath, String mainClass, String heap) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin/java").toString(),
        "-Xmx" + heap,
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "--enable-native-access=ALL-UNNAMED",
        "-Djava.util.logging.config.file=" + layout.config("logging"),
        "-cp",
        classPath,
        mainClass,
        "--config",
        layout.config(name).toString());
  }

  private static List<String> asUser(List<String> command) {
    var all =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=" + Platform.USER,
                "--regid=" + Platform.USER,
                "--init-groups",
                "--no-new-privs",
                "--inh-caps=-all"));
    all.addAll(command);
    return all;
  }

  private void start(String name, List<String> argv) throws IOException {
    // Names in images are bytes; a JVM in the POSIX locale fails on every one that is not ASCII.
    var command = Command.of(argv).with(Map.of("LC_ALL", "C.UTF-8"));
    var program = new Supervised(name, command, layout, host, timer);
    running.add(program);
    program.start();
  }

  private interface Check {
    boolean passes() throws IOException, InterruptedException;
  }

  private void await(String name, Check ready) throws IOException, InterruptedException {
    var program = running.getLast();
    var end = System.nanoTime() + READY_LIMIT.toNanos();
    while (!ready.passes()) {
      if (!program.isRunning()) {
        throw new PlatformException(
            "%s ended at once; its log %s says: %s"
                .formatted(name, program.log(), lastLines(program.log())));
      }
      if (System.nanoTime() > end) {
        throw new PlatformException(
            "%s was not ready within %d s; its log is %s"
                .formatted(name, READY_LIMIT.toSeconds(), program.log()));
      }
      Thread.sleep(READY_PAUSE);
    }
  }

  private static String lastLines(Path log) throws IOException {
    var lines = Files.readAllLines(log);
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - 4), lines.size()));
  }

  private static boolean answersPing(int port) {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
          (int) CONNECT_LIMIT.toMillis());
      socket.setSoTimeout((int) CONNECT_LIMIT.toMillis());
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      var answer = socket.getInputStream().readNBytes("+PONG".length());
      return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
    } catch (IOException notYet) {
      return false;
    }
  }

  private boolean answers(String url) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(URI.create(url)).timeout(CONNECT_LIMIT).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /// The programs append to their logs, so a log can be copied away and emptied under them.
  private void keepLogsSmall() {
    for (var name : NAMES) {
      var log = layout.log(name);
      try {
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
          Files.copy(
              log,
              log.resolveSibling(name + ".1.log"),
              java.nio.file.StandardCopyOption.REPLACE_EXISTING);
          Files.newByteChannel(log, java.nio.file.StandardOpenOption.WRITE).truncate(0).close();
        }
      } catch (IOException e) {
        System.err.println("coredeck: the log " + log + " could not be turned over: " + e);
      }
    }
  }
}
